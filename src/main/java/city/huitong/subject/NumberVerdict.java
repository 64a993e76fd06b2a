package city.huitong.subject;

/** What a check of an official number says. */
public enum NumberVerdict {
    OK("", ""),
    FORMAT("number-format", "has the wrong length or characters; capital letters and half-width digits only"),
    CHECK_DIGIT("number-check-digit", "the last character does not match the others"),
    ORGANISATION_CHECK_DIGIT(
            "number-organisation-check-digit", "the organisation code's check character (the 17th) does not match"),
    BIRTH_DATE("number-birth-date", "the birth date in the number does not exist"),
    BIRTH_DATE_FUTURE("number-birth-date-future", "the birth date in the number lies in the future");

    private final String code;
    private final String sentence;

    NumberVerdict(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** Stable code in kebab case; empty for {@link #OK}. */
    public String code() {
        return code;
    }

    /** What is wrong, without the number; empty for {@link #OK}. */
    public String sentence() {
        return sentence;
    }
}
