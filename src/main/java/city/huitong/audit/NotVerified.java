package city.huitong.audit;

/** A proof, checkpoint or log that does not show what it claims. The message says what is wrong, for people. */
public final class NotVerified extends RuntimeException {

    /** Says what is wrong. */
    public NotVerified(String what) {
        super(what, null, false, false);
    }

    /** What is wrong. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
