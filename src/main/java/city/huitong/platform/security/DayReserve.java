package city.huitong.platform.security;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one process holds of one caller's day. Requests that find it empty wait for the same refill. */
final class DayReserve {

    /**
     * What PostgreSQL gave.
     *
     * @param units more for this process; none when the day is used up
     * @param spent by all processes, this one's reserve included
     */
    record Grant(int units, int spent) {}

    private @Nullable LocalDate day;
    private int units;
    private int spent;
    private boolean usedUp;
    private @Nullable Uni<Grant> refill;

    /** Takes units, all or none; asks for more when there are too few. */
    Uni<Boolean> take(LocalDate today, int cost, Supplier<Uni<Grant>> more) {
        if (tryTake(today, cost)) {
            return Uni.createFrom().item(true);
        }
        if (isUsedUp()) {
            return Uni.createFrom().item(false);
        }
        return refilled(more).chain(_ -> take(today, cost, more));
    }

    /** Units of the day that nobody has used, as far as this process knows. */
    synchronized long left(int budget) {
        return Math.max(0, budget - spent + units);
    }

    private synchronized boolean tryTake(LocalDate today, int cost) {
        if (!today.equals(day)) {
            day = today;
            units = 0;
            spent = 0;
            usedUp = false;
        }
        if (units < cost) {
            return false;
        }
        units -= cost;
        return true;
    }

    private synchronized boolean isUsedUp() {
        return usedUp;
    }

    private synchronized Uni<Grant> refilled(Supplier<Uni<Grant>> more) {
        if (refill == null) {
            refill = more.get()
                    .invoke(this::add)
                    .onTermination()
                    .invoke(this::finished)
                    .memoize()
                    .indefinitely();
        }
        return refill;
    }

    private synchronized void add(Grant grant) {
        units += grant.units();
        spent = grant.spent();
        usedUp = grant.units() == 0;
    }

    private synchronized void finished() {
        refill = null;
    }
}
