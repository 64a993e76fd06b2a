package city.huitong.platform.security;

/** The roles a caller can have; each is a value of the token's {@code groups} claim. */
public final class Roles {

    /** Publishes the records of one department; the token names it in the claim {@code department}. */
    public static final String DEPARTMENT = "department";
    /** Works with policies, people's and enterprises' cases. */
    public static final String OFFICER = "officer";
    /** A third-party application. */
    public static final String APP = "app";
    /** Reads everything that shows how the hub worked, changes nothing. */
    public static final String AUDITOR = "auditor";
    /** Runs the hub: catalogue, packs, keys. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
