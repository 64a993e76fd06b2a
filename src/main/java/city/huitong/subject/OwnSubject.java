package city.huitong.subject;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;

/** Which subject it is that calls for its own data. */
@ApplicationScoped
public class OwnSubject {

    private final Caller caller;
    private final OfficialNumbers numbers;
    private final Pseudonyms pseudonyms;

    OwnSubject(Caller caller, OfficialNumbers numbers, Pseudonyms pseudonyms) {
        this.caller = caller;
        this.numbers = numbers;
        this.pseudonyms = pseudonyms;
    }

    /** A subject, whether or not the hub knows anything about it. */
    public record Own(SubjectId id, SubjectKind kind) {}

    /** The subject; fails with {@code forbidden} when the token names none. */
    public Own require() {
        var kind = caller.has(Roles.CITIZEN) ? SubjectKind.PERSON : SubjectKind.ENTERPRISE;
        return caller.ownNumber()
                .map(claimed -> claimed.reveal())
                .filter(number -> numbers.check(kind, number) == NumberVerdict.OK)
                .map(number -> new Own(pseudonyms.of(kind, number), kind))
                .orElseThrow(
                        () -> FORBIDDEN.because("the token names no official number of a citizen or an enterprise"));
    }
}
