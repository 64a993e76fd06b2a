package city.huitong.catalog;

/**
 * What came of registering something.
 *
 * @param value as it now is
 */
public record Registered<T>(T value, Outcome outcome) {

    /** What happened to the catalogue. */
    public enum Outcome {
        CREATED,
        CHANGED,
        /** The same was there already. */
        UNCHANGED
    }

    static <T> Registered<T> created(T value) {
        return new Registered<>(value, Outcome.CREATED);
    }

    static <T> Registered<T> changed(T value) {
        return new Registered<>(value, Outcome.CHANGED);
    }

    static <T> Registered<T> unchanged(T value) {
        return new Registered<>(value, Outcome.UNCHANGED);
    }

    /** Whether it was not there before. */
    public boolean isNew() {
        return outcome == Outcome.CREATED;
    }
}
