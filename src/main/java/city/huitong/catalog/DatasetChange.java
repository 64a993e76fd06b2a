package city.huitong.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a registration changes for those who use a dataset of the open catalogue. Fields are only ever added or widened
 * ({@link SchemaEvolution}); only their opening levels become stricter, too.
 *
 * @param title the dataset's, as it is now
 * @param opening the dataset's, as it is now
 * @param added fields that are new
 * @param widened fields that take more than before
 * @param levels fields that were there and are more or less open than before
 */
public record DatasetChange(
        Kind kind,
        LocalizedText title,
        OpeningLevel opening,
        List<String> added,
        List<String> widened,
        List<String> levels) {

    /** What has become of the dataset. The names are stored and answered, and so never change. */
    public enum Kind {
        OPENED,
        CHANGED,
        WITHDRAWN
    }

    public DatasetChange {
        added = List.copyOf(added);
        widened = List.copyOf(widened);
        levels = List.copyOf(levels);
    }

    /** Empty where nobody who uses open data would notice, and so also for what is not open. */
    static Optional<DatasetChange> between(Optional<Dataset> before, Dataset after) {
        var open = before.filter(DatasetChange::isOpen);
        if (!isOpen(after)) {
            return open.map(_ -> of(Kind.WITHDRAWN, after));
        }
        return open.map(known -> difference(known, after)).orElseGet(() -> Optional.of(of(Kind.OPENED, after)));
    }

    private static Optional<DatasetChange> difference(Dataset before, Dataset after) {
        var change = new DatasetChange(
                Kind.CHANGED,
                after.title(),
                after.opening(),
                names(after, field -> before.field(field.name()).isEmpty()),
                names(after, field -> isKnown(before, field, known -> known.type() != field.type())),
                names(
                        after,
                        field -> isKnown(before, field, known -> before.openingOf(known) != after.openingOf(field))));
        return Optional.of(change).filter(DatasetChange::isSomething);
    }

    private boolean isSomething() {
        return !added.isEmpty() || !widened.isEmpty() || !levels.isEmpty();
    }

    private static boolean isKnown(Dataset before, Field field, Predicate<Field> differs) {
        return before.field(field.name()).filter(differs).isPresent();
    }

    private static List<String> names(Dataset dataset, Predicate<Field> wanted) {
        return dataset.fields().stream().filter(wanted).map(Field::name).toList();
    }

    private static DatasetChange of(Kind kind, Dataset dataset) {
        return new DatasetChange(kind, dataset.title(), dataset.opening(), List.of(), List.of(), List.of());
    }

    private static boolean isOpen(Dataset dataset) {
        return dataset.opening() != OpeningLevel.NONE;
    }
}
