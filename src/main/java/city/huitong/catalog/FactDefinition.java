package city.huitong.catalog;

import city.huitong.expression.Value;
import java.util.Optional;

/**
 * How one fact about a subject follows from the records of one dataset. Names columns by the names of fields.
 *
 * @param type what the fact holds; never changes
 * @param column the column looked at; empty for {@code exists} and {@code count}
 * @param where which records count: CEL over the dataset's columns, as written
 * @param disputed which records are in dispute: CEL over the dataset's columns. Where the fact is missing and there is such a record, the
 *     reason is {@code disputed}; it counts for nothing unless {@code where} lets it
 * @param window which records count: those of the last months
 * @param orderBy which record is the latest; empty for the one recorded last
 * @param otherwise the value where there is no record, because the register is complete; empty: the fact is missing then
 */
public record FactDefinition(
        FactName name,
        LocalizedText title,
        DatasetId dataset,
        Derivation derivation,
        FactType type,
        Optional<String> column,
        Optional<String> where,
        Optional<String> disputed,
        Optional<Window> window,
        Optional<String> orderBy,
        Optional<Value> otherwise) {

    /** Only records whose date is later than {@code asOf} less the months, and not after {@code asOf}. */
    public record Window(String on, int months) {}

    /** Whether both give the same values from the same records. */
    boolean derivesLike(FactDefinition other) {
        return new FactDefinition(
                        name,
                        other.title,
                        dataset,
                        derivation,
                        type,
                        column,
                        where,
                        other.disputed,
                        window,
                        orderBy,
                        otherwise)
                .equals(other);
    }
}
