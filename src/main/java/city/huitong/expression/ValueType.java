package city.huitong.expression;

/** What a value measures. Money and plain numbers are different types, so that fen and yuan cannot be mixed up. */
public enum ValueType {
    BOOL("true or false"),
    /** 64 bits, signed. */
    INT("a whole number"),
    /** Whole fen, 64 bits, signed. */
    MONEY("money"),
    /** A finite binary floating-point number. */
    NUMBER("a decimal number"),
    TEXT("a text"),
    /** A day of the city's calendar, without a time zone. */
    DATE("a date");

    private final String phrase;

    ValueType(String phrase) {
        this.phrase = phrase;
    }

    /** How a sentence for people calls a value of this type: {@code a whole number}. */
    public String phrase() {
        return phrase;
    }
}
