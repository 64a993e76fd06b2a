package city.huitong.consent;

import static city.huitong.consent.DisclosureProblem.NO_LEGAL_BASIS;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Refuses, and writes into the trail that it did: who tries what they may not do is what a supervisor looks for. */
@ApplicationScoped
class Refusals {

    private static final String UNLISTED = "unlisted";
    private static final String UNSTATED = "unstated";

    private final UnitOfWork unitOfWork;
    private final AuditTrail trail;
    private final LegalBases bases;
    private final CityClock clock;

    Refusals(UnitOfWork unitOfWork, AuditTrail trail, LegalBases bases, CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.trail = trail;
        this.bases = bases;
        this.clock = clock;
    }

    /** Fails with {@code no-legal-basis}. */
    <T> Uni<T> noBasis(Asking asking, Collection<SubjectId> subjects, Set<String> items) {
        var act = AuditEntry.of(
                        AuditKind.REFUSED, asking.actor(), asking.anyRole(), purpose(asking), Basis.NONE, clock.now())
                .reading(items.stream().sorted().toList());
        var why = NO_LEGAL_BASIS.because(
                "none of the city's legal bases lets this caller read this for this purpose; GET /v1/legal-bases lists them");
        return refuse(each(act, subjects), why);
    }

    /** Fails with the problem once the entry is committed. */
    <T> Uni<T> refuse(List<AuditEntry> acts, Problem why) {
        return unitOfWork
                .onRows(tx -> trail.append(tx, acts))
                .chain(() -> Uni.createFrom().failure(why));
    }

    private static List<AuditEntry> each(AuditEntry act, Collection<SubjectId> subjects) {
        return subjects.isEmpty()
                ? List.of(act)
                : subjects.stream()
                        .map(subject -> act.about(subject.value()).inBatchOf(subjects.size()))
                        .toList();
    }

    /** What callers write is not repeated in a log that stays for ever, unless the city knows the word. */
    private String purpose(Asking asking) {
        return asking.purpose().isEmpty()
                ? UNSTATED
                : asking.purpose().filter(bases::knowsPurpose).orElse(UNLISTED);
    }
}
