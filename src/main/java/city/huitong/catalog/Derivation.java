package city.huitong.catalog;

import java.util.Locale;
import java.util.Optional;

/** How a fact follows from the records about a subject. */
public enum Derivation {
    /** The column's value in the latest record. */
    LATEST,
    /** Whether there is a record. */
    EXISTS,
    /** How many records there are. */
    COUNT,
    SUM,
    MIN,
    MAX;

    /** The name as written in city packs and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it looks at one column; the others look at whole records. */
    public boolean needsColumn() {
        return this != EXISTS && this != COUNT;
    }

    /** The type of the fact without a column; empty if it needs one. */
    Optional<FactType> type() {
        return switch (this) {
            case EXISTS -> Optional.of(FactType.BOOL);
            case COUNT -> Optional.of(FactType.INT);
            case LATEST, SUM, MIN, MAX -> Optional.empty();
        };
    }

    /** The type of the fact over a column of this type; empty if it cannot be derived. */
    Optional<FactType> typeOver(FieldType column) {
        var latest = typeOfLatest(column);
        return switch (this) {
            case LATEST -> latest;
            case SUM -> latest.filter(type -> isAmount(type));
            case MIN, MAX -> latest.filter(type -> isAmount(type) || type == FactType.DATE);
            case EXISTS, COUNT -> Optional.empty();
        };
    }

    private static boolean isAmount(FactType type) {
        return type == FactType.INT || type == FactType.MONEY || type == FactType.NUMBER;
    }

    private static Optional<FactType> typeOfLatest(FieldType column) {
        return switch (column) {
            case TEXT -> Optional.of(FactType.TEXT);
            case INTEGER -> Optional.of(FactType.INT);
            case NUMBER -> Optional.of(FactType.NUMBER);
            case MONEY -> Optional.of(FactType.MONEY);
            case BOOLEAN -> Optional.of(FactType.BOOL);
            case DATE -> Optional.of(FactType.DATE);
            case HOUSEHOLD_NUMBER -> Optional.of(FactType.HOUSEHOLD);
            case CREDIT_CODE -> Optional.of(FactType.ENTERPRISE);
            case TIMESTAMP, CITIZEN_NUMBER, JSON -> Optional.empty();
        };
    }
}
