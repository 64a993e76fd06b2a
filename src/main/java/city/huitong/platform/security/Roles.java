package city.huitong.platform.security;

/** The roles a caller can have; each is a value of the token's {@code groups} claim. */
public final class Roles {

    /** Publishes the records of one department; the token names it in the claim {@code department}. */
    public static final String DEPARTMENT = "department";
    /** Works with policies, people's and enterprises' cases. */
    public static final String OFFICER = "officer";
    /** The second pair of eyes: approves what an officer has proposed, never their own proposal. */
    public static final String SECOND_OFFICER = "second-officer";
    /** A bank or another institution that asks with the consent of those concerned; its tokens are bound to it. */
    public static final String INSTITUTION = "institution";
    /** Another city's hub; its tokens are bound to it. */
    public static final String PARTNER = "partner";
    /** A person the data is about; the token names the citizen number. */
    public static final String CITIZEN = "citizen";
    /** An enterprise the data is about; the token names the unified social credit code. */
    public static final String ENTERPRISE = "enterprise";
    /** A third-party application. */
    public static final String APP = "app";
    /** A developer's client, known by its API key; no token gives it. */
    public static final String DEVELOPER = "developer";
    /** Reads everything that shows how the hub worked, changes nothing. */
    public static final String AUDITOR = "auditor";
    /** Runs the hub: catalogue, packs, keys. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
