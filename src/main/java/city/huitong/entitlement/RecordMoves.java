package city.huitong.entitlement;

import city.huitong.platform.data.SqlTx;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores entitlements that moved, keeps the moves, and announces them, in one transaction. */
@ApplicationScoped
class RecordMoves {

    private final EntitlementRepository entitlements;
    private final Outbox outbox;
    private final CityClock clock;

    RecordMoves(EntitlementRepository entitlements, Outbox outbox, CityClock clock) {
        this.entitlements = entitlements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** An entitlement before and after; the same where only its grounds differ. */
    record Change(Optional<Entitlement> before, Entitlement now) {

        private boolean isOne() {
            return !before.filter(was -> was.standing().equals(now.standing())
                            && was.grounds().equals(now.grounds()))
                    .isPresent();
        }

        private Stream<MadeMove> moves() {
            return Movement.between(before.map(Entitlement::standing), now.standing()).stream()
                    .map(movement -> new MadeMove(movement, after(movement)));
        }

        /** Who is withdrawn before it is excluded is withdrawn in between. */
        private Entitlement after(Movement movement) {
            return movement == Movement.WITHDRAWN
                    ? now.moved(new Standing.Withdrawn(), now.grounds(), now.changedAt())
                    : now;
        }
    }

    /** What did not change is left alone. */
    Uni<Void> record(SqlTx tx, List<Change> changes, Actor actor) {
        var real = changes.stream().filter(Change::isOne).toList();
        if (real.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var moves = real.stream().flatMap(Change::moves).toList();
        var isNew = real.stream()
                .collect(Collectors.partitioningBy(change -> change.before().isEmpty()));
        return entitlements
                .add(tx, now(isNew.get(true)))
                .chain(() -> entitlements.replace(tx, now(isNew.get(false))))
                .chain(() -> announce(tx, moves, actor));
    }

    private static List<Entitlement> now(@Nullable List<Change> changes) {
        return Objects.requireNonNull(changes).stream().map(Change::now).toList();
    }

    /** Keeps moves and announces them. */
    Uni<Void> announce(SqlTx tx, List<MadeMove> moves, Actor actor) {
        return entitlements
                .append(tx, moves, actor, clock.now())
                .chain(() -> outbox.append(
                        tx, moves.stream().map(EntitlementEvent::of).toList()));
    }
}
