package city.huitong.subject;

import static city.huitong.subject.SubjectProblem.NUMBER_INVALID;
import static city.huitong.subject.SubjectProblem.SUBJECT_NOT_FOUND;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Finds subjects and their facts. */
@ApplicationScoped
public class FindSubject {

    private final OfficialNumbers numbers;
    private final Pseudonyms pseudonyms;
    private final SubjectRepository subjects;
    private final SubjectFacts facts;

    FindSubject(OfficialNumbers numbers, Pseudonyms pseudonyms, SubjectRepository subjects, SubjectFacts facts) {
        this.numbers = numbers;
        this.pseudonyms = pseudonyms;
        this.subjects = subjects;
        this.facts = facts;
    }

    /** The subject with this official number. Fails with {@code number-invalid} and {@code subject-not-found}. */
    public Uni<SubjectId> byNumber(SubjectKind kind, String number) {
        var verdict = numbers.check(kind, number);
        if (verdict != NumberVerdict.OK) {
            throw NUMBER_INVALID
                    .because(verdict.sentence())
                    .with(List.of(new Violation("/number", verdict.code(), verdict.sentence())));
        }
        var id = pseudonyms.of(kind, number);
        return kindOf(id).replaceWith(id);
    }

    /** The kind of a subject. Fails with {@code subject-not-found}. */
    public Uni<SubjectKind> kindOf(SubjectId id) {
        return subjects.kindOf(id)
                .map(kind -> kind.orElseThrow(() -> SUBJECT_NOT_FOUND.because("the hub has no record about it")));
    }

    /** All facts about a subject on a day, with their sources. Fails with {@code subject-not-found}. */
    public Uni<List<SourcedFact>> factsOf(SubjectId id, LocalDate asOf) {
        return kindOf(id).chain(kind -> facts.sourced(kind, id, asOf));
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
