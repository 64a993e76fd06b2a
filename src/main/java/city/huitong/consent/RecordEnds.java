package city.huitong.consent;

import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.WorkInFlight;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tells both sides and the trail when time has ended a consent. Only tells: that it has ended is judged by comparing times wherever
 * a consent is read or used, whether or not this has run.
 */
@ApplicationScoped
class RecordEnds {

    private static final int AT_ONCE = 100;

    private final UnitOfWork unitOfWork;
    private final ConsentRepository consents;
    private final ConsentTrail trail;
    private final CityClock clock;
    private final WorkInFlight inFlight;

    RecordEnds(
            UnitOfWork unitOfWork,
            ConsentRepository consents,
            ConsentTrail trail,
            CityClock clock,
            WorkInFlight inFlight) {
        this.unitOfWork = unitOfWork;
        this.consents = consents;
        this.trail = trail;
        this.clock = clock;
        this.inFlight = inFlight;
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> record() {
        return inFlight.onSchedule(() ->
                unitOfWork.onRows(tx -> consents.overdue(tx, AT_ONCE).chain(overdue -> recordAll(tx, overdue))));
    }

    private Uni<Void> recordAll(SqlTx tx, List<Consent> overdue) {
        return Multi.createFrom()
                .iterable(overdue)
                .onItem()
                .transformToUniAndConcatenate(consent -> recordOne(tx, consent))
                .collect()
                .last();
    }

    private Uni<Void> recordOne(SqlTx tx, Consent consent) {
        var move = consent.state() instanceof ConsentState.Undecided ? new Move.TimeOut() : new Move.Expire();
        var moved = consent.move(move, Actor.HUB, clock.now());
        return consents.save(tx, moved).chain(() -> trail.moved(tx, moved));
    }
}
