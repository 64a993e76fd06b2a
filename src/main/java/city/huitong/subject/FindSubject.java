package city.huitong.subject;

import static city.huitong.subject.SubjectProblem.NUMBER_INVALID;
import static city.huitong.subject.SubjectProblem.SUBJECT_NOT_FOUND;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds subjects. */
@ApplicationScoped
public class FindSubject {

    private final OfficialNumbers numbers;
    private final SubjectNames names;
    private final SubjectRepository subjects;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;

    FindSubject(
            OfficialNumbers numbers,
            SubjectNames names,
            SubjectRepository subjects,
            Disclosures disclosures,
            SubjectProfiles profiles) {
        this.numbers = numbers;
        this.names = names;
        this.subjects = subjects;
        this.disclosures = disclosures;
        this.profiles = profiles;
    }

    /**
     * The subject with this official number, for who may look for it. That somebody looked is written, whether or not there is one.
     * Fails with {@code number-invalid}, {@code no-legal-basis} and {@code subject-not-found}.
     */
    public Uni<SubjectId> byNumber(SubjectKind kind, String number) {
        var verdict = numbers.check(kind, number);
        if (verdict != NumberVerdict.OK) {
            throw NUMBER_INVALID
                    .because(verdict.sentence())
                    .with(List.of(new Violation("/number", verdict.code(), verdict.sentence())));
        }
        return names.of(kind, number).call(id -> lookedFor(id, kind));
    }

    private Uni<SubjectKind> lookedFor(SubjectId id, SubjectKind kind) {
        return disclosures
                .underLaw(Map.of(id, kind), Set.of(Disclosures.IDENTITY), profiles::record)
                .chain(() -> kindOf(id));
    }

    /** The kind of a subject. Fails with {@code subject-not-found}. */
    public Uni<SubjectKind> kindOf(SubjectId id) {
        return subjects.kindOf(id)
                .map(kind -> kind.orElseThrow(() -> SUBJECT_NOT_FOUND.because("the hub has no record about it")));
    }

    /** Reads what a caller wrote as a subject's id; something else is an unknown subject. */
    public static SubjectId parse(String text) {
        try {
            return new SubjectId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            throw SUBJECT_NOT_FOUND.because("a subject's id is a UUID; POST /v1/subjects/lookup gives it");
        }
    }
}
