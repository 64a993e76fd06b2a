package city.huitong.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of subject a dataset, a fact or a policy is about. */
public enum SubjectKind {
    PERSON,
    HOUSEHOLD,
    ENTERPRISE;

    /** The name as written in city packs, fact names and URLs: {@code person}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this word. */
    public static Optional<SubjectKind> parse(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
