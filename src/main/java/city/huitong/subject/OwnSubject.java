package city.huitong.subject;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Which subject it is that calls for its own data. */
@ApplicationScoped
public class OwnSubject {

    private final Caller caller;
    private final OfficialNumbers numbers;
    private final SubjectNames names;

    OwnSubject(Caller caller, OfficialNumbers numbers, SubjectNames names) {
        this.caller = caller;
        this.numbers = numbers;
        this.names = names;
    }

    /** A subject, whether or not the hub knows anything about it. */
    public record Own(SubjectId id, SubjectKind kind) {}

    /** The subject; fails with {@code forbidden} when the token names none. */
    public Uni<Own> require() {
        var kind = caller.has(Roles.CITIZEN) ? SubjectKind.PERSON : SubjectKind.ENTERPRISE;
        return caller.ownNumber()
                .map(claimed -> claimed.reveal())
                .filter(number -> numbers.check(kind, number) == NumberVerdict.OK)
                .map(number -> names.of(kind, number).map(id -> new Own(id, kind)))
                .orElseThrow(
                        () -> FORBIDDEN.because("the token names no official number of a citizen or an enterprise"));
    }
}
