package city.huitong.opendata;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.ForeignKey;
import city.huitong.catalog.OpeningLevel;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way from a record to records that a foreign key ties it to.
 *
 * @param name what they are to it
 * @param from fields of the record
 * @param to the dataset of the others
 * @param matching fields of the others that have the same values
 * @param isMany whether there may be more than one
 */
public record Relation(String name, List<String> from, DatasetId to, List<String> matching, boolean isMany) {

    public Relation {
        from = List.copyOf(from);
        matching = List.copyOf(matching);
    }

    /**
     * The ways from a dataset's records. What is never open leads nowhere, not even by being compared.
     *
     * @param all the datasets of the open catalogue
     */
    public static List<Relation> of(Dataset dataset, Collection<Dataset> all) {
        var forth = dataset.open().foreignKeys().stream()
                .flatMap(key -> find(all, key.reference())
                        .filter(other -> isOpen(dataset, key.fields()) && isOpen(other, other.key()))
                        .map(other -> new Relation(key.name(), key.fields(), other.id(), other.key(), false)));
        var back = all.stream()
                .flatMap(other -> other.open().foreignKeys().stream()
                        .filter(key -> key.reference().equals(dataset.id()))
                        .filter(key -> isOpen(other, key.fields()) && isOpen(dataset, dataset.key()))
                        .map(key -> back(dataset, other, key)));
        return Stream.concat(forth, back).toList();
    }

    private static Relation back(Dataset dataset, Dataset other, ForeignKey key) {
        return new Relation(key.inverse(), dataset.key(), other.id(), key.fields(), true);
    }

    private static Stream<Dataset> find(Collection<Dataset> all, DatasetId id) {
        return all.stream().filter(dataset -> dataset.id().equals(id));
    }

    private static boolean isOpen(Dataset dataset, List<String> fields) {
        return fields.stream()
                .map(name -> dataset.field(name).orElseThrow())
                .noneMatch(field -> dataset.openingOf(field) == OpeningLevel.NONE);
    }
}
