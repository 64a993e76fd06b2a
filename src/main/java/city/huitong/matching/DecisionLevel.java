package city.huitong.matching;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For whom a decision is explained; each level says all that the one before says. */
public enum DecisionLevel {
    /** What it is and why, in words, without sources. */
    CITIZEN,
    /** The facts behind it, and where they come from. */
    OFFICER,
    /** How these were derived, and the hashes of the records, to check them one by one. */
    AUDITOR;

    public static final String MEANING =
            "citizen: in words; officer: with the facts and their sources; auditor: with the hashes of records and"
                    + " definitions, for auditors only. Default: what the caller is";

    /** What the caller asks for. Fails with {@code request-invalid} and {@code forbidden}. */
    public static DecisionLevel of(@Nullable String word, Caller caller) {
        var own = caller.has(Roles.AUDITOR) ? AUDITOR : OFFICER;
        var asked = word == null ? own : parse(word);
        if (asked.compareTo(own) > 0) {
            throw FORBIDDEN.because("an officer is not given the explanation for auditors");
        }
        return asked;
    }

    private static DecisionLevel parse(String word) {
        return Stream.of(values())
                .filter(level -> level.word().equals(word))
                .findFirst()
                .orElseThrow(() -> REQUEST_INVALID
                        .because("level must be citizen, officer or auditor")
                        .with(List.of(new Violation("?level", "word-unknown", "must be citizen, officer or auditor"))));
    }

    /** The name as written in requests and documents: {@code citizen}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean saysSources() {
        return this != CITIZEN;
    }

    boolean saysHashes() {
        return this == AUDITOR;
    }
}
