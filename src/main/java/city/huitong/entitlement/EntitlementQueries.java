package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entitlements, read side. */
public interface EntitlementQueries {

    /** All of one policy, by subject; of one state when one is named. */
    Uni<Page<Entitlement>> ofPolicy(SqlTx tx, PolicyId policy, Optional<String> state, PageRequest page);

    /** The moves of one entitlement, oldest first. */
    Uni<List<HistoryMove>> moves(SqlTx tx, Holding holding);

    /** The payments of one entitlement and what followed them, by period. */
    Uni<List<Payment>> payments(SqlTx tx, Holding holding);

    /** The payments of one policy to these subjects and what followed them, of each by period. */
    Uni<Map<SubjectId, List<Payment>>> payments(SqlTx tx, PolicyId policy, Collection<SubjectId> subjects);

    /**
     * Whom anything was paid by a policy, by subject; the next ones after a subject.
     *
     * @param since for a day not before this one
     */
    Uni<List<SubjectId>> paid(SqlTx tx, PolicyId policy, LocalDate since, Optional<SubjectId> after, int limit);

    /** All of these subjects, by policy; for {@link ReadEntitlements}, which knows who may see them. */
    Uni<List<Entitlement>> ofSubjects(SqlTx tx, Collection<SubjectId> subjects);
}
