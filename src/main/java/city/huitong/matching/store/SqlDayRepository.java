package city.huitong.matching.store;

import city.huitong.matching.DayRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** The last matched day as a row. */
@ApplicationScoped
class SqlDayRepository implements DayRepository {

    private final Pool pool;

    SqlDayRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<LocalDate> last() {
        return pool.preparedQuery("select day from matching_day")
                .execute()
                .map(rows -> rows.iterator().next().getLocalDate("day"));
    }

    @Override
    public Uni<Void> matched(LocalDate day) {
        return pool.preparedQuery("update matching_day set day = $1 where day < $1")
                .execute(Tuple.of(day))
                .replaceWithVoid();
    }
}
