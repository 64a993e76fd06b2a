package city.huitong.catalog;

import java.util.Locale;

/** What kind of subject a dataset, a fact or a policy is about. */
public enum SubjectKind {
    PERSON,
    HOUSEHOLD,
    ENTERPRISE;

    /** The name as written in city packs, fact names and URLs: {@code person}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
