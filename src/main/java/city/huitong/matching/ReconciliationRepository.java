package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.Difference.Finding;
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
import java.util.Set;
import java.util.UUID;

/** Reconciliations, how far they came and what they found. */
public interface ReconciliationRepository {

    /** A subject that differs under a policy, perhaps only for now. */
    record Unsettled(SubjectId subject, PolicyId policy) {}

    /** Adds one, unless there is one with this id, which is given then. */
    Uni<Reconciliation> start(UUID id, Collection<PolicyId> policies, LocalDate asOf, long total);

    /** The reconciliation. Fails with {@code reconciliation-not-found}. */
    Uni<Reconciliation> find(UUID id);

    /** All of them, the latest first. */
    Uni<Page<Reconciliation>> list(PageRequest page);

    /** Takes over one that nobody works on; empty when there is none. */
    Uni<Optional<Reconciliation>> claim();

    /** Notes how far it is: the last subject of a kind, or with none that it begins with this kind. */
    Uni<Boolean> advance(SqlTx tx, UUID id, SubjectKind kind, Optional<SubjectId> position, int compared);

    /** Notes that everybody has been compared. */
    Uni<Void> settling(UUID id);

    /** Lets others, or a later look, go on with it. */
    Uni<Void> pause(UUID id);

    /** Ends one that still runs; others stay as they are. */
    Uni<Reconciliation> end(UUID id, Reconciliation.State state);

    /** Adds to the numbers. */
    Uni<Void> count(SqlTx tx, UUID id, Map<PolicyId, Map<Finding, Long>> subjects);

    /** Keeps some of these, so that there are at most a hundred for each policy. */
    Uni<Void> keep(SqlTx tx, UUID id, List<Difference> differences);

    /** The numbers. */
    Uni<Map<PolicyId, Map<Finding, Long>>> findings(UUID id);

    /** Those that were kept, by subject. */
    Uni<Page<Difference>> differences(SqlTx tx, UUID id, PolicyId policy, PageRequest page);

    /** Remembers who is to be compared again. */
    Uni<Void> unsettle(SqlTx tx, UUID id, SubjectKind kind, Collection<Unsettled> some);

    /** The next ones of a kind after this subject that are to be compared again, by subject. */
    Uni<List<Unsettled>> unsettled(SqlTx tx, UUID id, SubjectKind kind, Optional<SubjectId> after, int limit);

    /** Forgets about them. */
    Uni<Void> settle(SqlTx tx, UUID id, SubjectKind kind, Collection<Unsettled> some);

    /** Whether anybody is still to be compared again. */
    Uni<Boolean> isUnsettled(UUID id);

    /** Policies that are being run over everybody. */
    Uni<Set<PolicyId>> running(SqlTx tx);
}
