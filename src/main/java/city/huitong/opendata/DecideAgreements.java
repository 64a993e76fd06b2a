package city.huitong.opendata;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The department that owns a dataset decides who may read what is open under conditions; the trail says what it has decided. */
@ApplicationScoped
public class DecideAgreements {

    private final OpenDatasets datasets;
    private final AgreementRepository agreements;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Caller caller;
    private final CityClock clock;

    DecideAgreements(
            OpenDatasets datasets,
            AgreementRepository agreements,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            Caller caller,
            CityClock clock) {
        this.datasets = datasets;
        this.agreements = agreements;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.caller = caller;
        this.clock = clock;
    }

    /** Those about a dataset, the latest first; for its department and for operators. */
    public Uni<Page<Agreement>> list(String dataset, PageRequest page) {
        mustOwnOrOperate(dataset);
        return agreements.ofDataset(dataset, page);
    }

    /** Until the end of the day that was asked for. Only the department may. */
    public Uni<Agreement> approve(String dataset, UUID id, Optional<String> reason) {
        mustOwn(dataset);
        return decide(dataset, id, asked -> asked.approved(endOf(asked), reason, clock.now()));
    }

    /** Only the department may. */
    public Uni<Agreement> refuse(String dataset, UUID id, String reason) {
        mustOwn(dataset);
        return decide(dataset, id, asked -> asked.refused(reason, clock.now()));
    }

    /** Before its time: the department may, and an operator. */
    public Uni<Agreement> end(String dataset, UUID id, String reason) {
        mustOwnOrOperate(dataset);
        return decide(dataset, id, held -> held.ended(reason, clock.now()));
    }

    private Uni<Agreement> decide(String dataset, UUID id, UnaryOperator<Agreement> move) {
        var actor = caller.client();
        var role = caller.has(Roles.DEPARTMENT) ? Roles.DEPARTMENT : Roles.OPERATOR;
        return unitOfWork.onRows(tx -> agreements
                .hold(tx, dataset, id)
                .map(move)
                .call(decided -> agreements.update(tx, decided))
                .call(decided -> record(tx, decided, actor, role)));
    }

    private Uni<UUID> record(SqlTx tx, Agreement agreement, String actor, String role) {
        var entry = AuditEntry.of(AuditKind.ACCESS_CHANGED, actor, role, "conditional-data", Basis.NONE, clock.now());
        return trail.append(
                tx,
                entry.with(Map.of(
                        "agreement", agreement.id().toString(),
                        "client", agreement.client().toString(),
                        "dataset", agreement.dataset(),
                        "state", agreement.state().name().toLowerCase(Locale.ROOT))));
    }

    private Instant endOf(Agreement asked) {
        return asked.until().plusDays(1).atStartOfDay(clock.zone()).toInstant();
    }

    private void mustOwn(String dataset) {
        caller.mustPublishFor(
                datasets.require(dataset, false).dataset().department().value());
    }

    private void mustOwnOrOperate(String dataset) {
        if (caller.has(Roles.OPERATOR)) {
            datasets.require(dataset, false);
        } else {
            mustOwn(dataset);
        }
    }
}
