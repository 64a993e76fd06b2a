package city.huitong.platform.security;

import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;

/**
 * What callers may ask for in one day of the city, over all processes and restarts. PostgreSQL has the truth; a process takes units
 * from it in reserves of a hundredth of the budget, so that most requests ask nobody. A process that ends loses what is in its
 * reserve: a caller then gets a little less, never more.
 */
@Singleton
class DayBudgets {

    private static final int MOST = 100_000;
    private static final int RESERVES_A_DAY = 100;
    private static final int LARGEST_RESERVE = 1_000;

    /** The row's lock puts takers in order, so the sum over all processes never exceeds the budget. */
    private static final String TAKE = """
            insert into caller_day as spent (client, day, units) values ($1, $2, least($3::int, $4::int))
            on conflict (client, day) do update set units = greatest(spent.units, least(spent.units + $3::int, $4::int))
            returning new.units - coalesce(old.units, 0) as granted, new.units as spent""";

    private static final String FORGET = "delete from caller_day where day < $1";

    private final Pool pool;
    private final CityClock clock;
    private final Background background;
    private final Cache<String, DayReserve> reserves = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    DayBudgets(Pool pool, CityClock clock, Background background) {
        this.pool = pool;
        this.clock = clock;
        this.background = background;
    }

    /**
     * What is left of a day.
     *
     * @param enough whether the request could be paid
     * @param units what is left, as far as this process knows
     * @param budget what a day has
     * @param secondsToMidnight until the next day of the city
     */
    record Left(boolean enough, long units, int budget, long secondsToMidnight) {}

    /** Takes units from the caller's day, all or none. */
    Uni<Left> take(String client, int budget, int cost) {
        var day = clock.today();
        var reserve = reserves.get(client, _ -> new DayReserve());
        return reserve.take(day, cost, () -> background.shared(() -> more(client, day, budget, cost)))
                .map(enough -> left(reserve, budget, enough));
    }

    @Scheduled(every = "1h", delayed = "1m")
    Uni<Void> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(clock.today().minusDays(1)))
                .replaceWithVoid();
    }

    private Uni<DayReserve.Grant> more(String client, LocalDate day, int budget, int cost) {
        var reserve = Math.min(LARGEST_RESERVE, budget / RESERVES_A_DAY);
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(client, day, Math.max(cost, reserve), budget))
                .map(rows -> rows.iterator().next())
                .map(row -> new DayReserve.Grant(row.getInteger("granted"), row.getInteger("spent")));
    }

    private Left left(DayReserve reserve, int budget, boolean enough) {
        var midnight = clock.today().plusDays(1).atStartOfDay(clock.zone()).toInstant();
        var seconds = Duration.between(clock.now(), midnight).toSeconds();
        return new Left(enough, reserve.left(budget), budget, seconds);
    }
}
