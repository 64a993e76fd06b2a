package city.huitong.audit;

/** Why an act was lawful: the subject's consent, or a law. */
public sealed interface Basis {

    /** Nothing made it lawful, for example a read that was refused. */
    Basis NONE = new None();

    /**
     * A consent.
     *
     * @param id the consent's identifier
     * @param version the version in force at that time, from 1
     */
    record Consent(String id, int version) implements Basis {
        public Consent {
            Words.mustBeCode("consent", id);
            Words.mustBePositive("consent version", version);
        }
    }

    /**
     * A law or an order.
     *
     * @param code the legal basis, for example {@code court-order}
     * @param document which document says so: its number or hash, as text without names
     */
    record Law(String code, String document) implements Basis {
        public Law {
            Words.mustBeCode("law", code);
            Words.mustBeText("document", document);
        }
    }

    /** Nothing. */
    record None() implements Basis {}
}
