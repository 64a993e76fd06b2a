package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a dataset must hold to that only the whole catalogue tells: what it refers to is there, and names are not taken. */
final class ForeignKeyRules {

    private final Catalog catalog;
    private final Collection<Dataset> together;

    /** @param together what is registered in the same transaction */
    ForeignKeyRules(Catalog catalog, Collection<Dataset> together) {
        this.catalog = catalog;
        this.together = together;
    }

    /** Refuses with {@code dataset-invalid}. */
    void check(Dataset dataset) {
        var found = new ArrayList<Violation>();
        var keys = dataset.open().foreignKeys();
        IntStream.range(0, keys.size())
                .forEach(n -> check(dataset, keys.get(n), new Place("/open/foreignKeys/" + n, found)));
        dataset.open()
                .deprecation()
                .flatMap(Deprecation::successor)
                .filter(successor ->
                        successor.equals(dataset.id()) || dataset(successor).isEmpty())
                .ifPresent(_ -> found.add(new Violation(
                        "/open/deprecation/successor", "unknown-dataset", "must be another dataset of the catalogue")));
        inverses(dataset)
                .filter(name -> names(dataset).anyMatch(name::equals))
                .forEach(name -> found.add(new Violation(
                        "/open/foreignKeys",
                        "duplicate",
                        name + " is what another dataset's foreign key is called here")));
        DocumentNode.refuse(CatalogProblem.DATASET_INVALID, "the description", found);
    }

    private static Stream<String> names(Dataset dataset) {
        return Stream.concat(
                dataset.fields().stream().map(Field::name),
                dataset.open().foreignKeys().stream().map(ForeignKey::name));
    }

    /** What leads back to others from the dataset, by their foreign keys. */
    private Stream<String> inverses(Dataset dataset) {
        return all().filter(other -> !other.id().equals(dataset.id()))
                .flatMap(other -> other.open().foreignKeys().stream())
                .filter(key -> key.reference().equals(dataset.id()))
                .map(ForeignKey::inverse);
    }

    /** Where a violation is noted. */
    private record Place(String pointer, List<Violation> found) {

        void refuse(String key, String code, String sentence) {
            found.add(new Violation(pointer + "/" + key, code, sentence));
        }
    }

    private void check(Dataset dataset, ForeignKey key, Place place) {
        dataset(key.reference())
                .ifPresentOrElse(
                        other -> check(dataset, key, other, place),
                        () -> place.refuse("reference", "unknown-dataset", "must be a dataset of the catalogue"));
    }

    private void check(Dataset dataset, ForeignKey key, Dataset other, Place place) {
        if (!types(dataset, key.fields()).equals(types(other, other.key()))) {
            place.refuse(
                    "fields",
                    "key-mismatch",
                    "must have the types of that dataset's key, in its order: " + String.join(", ", other.key()));
        }
        if (isTaken(dataset, key, other)) {
            place.refuse("inverse", "duplicate", "must be the name of nothing else in " + other.id());
        }
    }

    private static List<FieldType> types(Dataset dataset, List<String> fields) {
        return fields.stream()
                .map(name -> dataset.field(name).orElseThrow().type())
                .toList();
    }

    /** A field of the other dataset, a foreign key of its own, or what leads back from it by another foreign key. */
    private boolean isTaken(Dataset dataset, ForeignKey key, Dataset other) {
        var own = names(other);
        var back = all().flatMap(each -> each.open().foreignKeys().stream()
                .filter(known -> known.reference().equals(other.id()))
                .filter(known -> !(known.equals(key) && each.id().equals(dataset.id())))
                .map(ForeignKey::inverse));
        return Stream.concat(own, back).anyMatch(key.inverse()::equals);
    }

    private Optional<Dataset> dataset(DatasetId id) {
        return together.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .or(() -> catalog.dataset(id));
    }

    private Stream<Dataset> all() {
        var known = catalog.datasets().stream()
                .filter(each -> together.stream().noneMatch(one -> one.id().equals(each.id())));
        return Stream.concat(together.stream(), known);
    }
}
