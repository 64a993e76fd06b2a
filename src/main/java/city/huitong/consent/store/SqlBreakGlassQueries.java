package city.huitong.consent.store;

import city.huitong.consent.BreakGlass;
import city.huitong.consent.BreakGlassQueries;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads break-glass. Identifiers grow with time, so newest first is by identifier. */
@ApplicationScoped
class SqlBreakGlassQueries implements BreakGlassQueries {

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** As {@link BreakGlass#state} says it, at $6. */
    private static final String STATE = """
            case when approved_by is null
              then case when $6 < proposed_at + interval '60 minutes' then 'PROPOSED' else 'EXPIRED' end
              when $6 >= not_after then 'EXPIRED'
              when used < max_reads then 'ACTIVE' else 'EXHAUSTED' end""";

    private static final String LIST = """
            select * from break_glass
            where ($1 or proposed_by = $2 or approved_by = $3
                or $3::text is not null and proposed_by <> $3 and %1$s = 'PROPOSED')
              and ($4::text is null or %1$s = $4) and id < $5
            order by id desc limit $7""".formatted(STATE);

    private static final String COUNTS = """
            select to_char(approved_at at time zone $3, 'YYYY-MM') as month, basis, count(*) as approved from break_glass
            where approved_at >= $1 and approved_at < $2 group by 1, 2 order by 1, 2""";

    private final Pool pool;
    private final ZoneId zone;

    SqlBreakGlassQueries(Pool pool, CityClock clock) {
        this.pool = pool;
        this.zone = clock.zone();
    }

    @Override
    public Uni<Page<BreakGlass>> list(Seen seen, Optional<String> state, Instant now, PageRequest page) {
        var parameters = Tuple.tuple()
                .addBoolean(seen.all())
                .addString(seen.proposedBy().orElse(null))
                .addString(seen.decidedBy().orElse(null))
                .addString(state.orElse(null))
                .addUUID(page.after(UUID::fromString, AFTER_ALL))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addInteger(page.limit() + 1);
        return pool.preparedQuery(LIST)
                .execute(parameters)
                .map(rows ->
                        rows.stream().map(SqlBreakGlassRepository::breakGlass).toList())
                .map(rows -> Page.of(page, rows, glass -> glass.id().toString()));
    }

    @Override
    public Uni<List<Count>> counts(YearMonth from, YearMonth to) {
        var start = from.atDay(1).atStartOfDay(zone).toOffsetDateTime();
        var end = to.plusMonths(1).atDay(1).atStartOfDay(zone).toOffsetDateTime();
        return pool.preparedQuery(COUNTS)
                .execute(Tuple.of(start, end, zone.getId()))
                .map(rows -> rows.stream().map(SqlBreakGlassQueries::count).toList());
    }

    private static Count count(Row row) {
        return new Count(YearMonth.parse(row.getString("month")), row.getString("basis"), row.getLong("approved"));
    }
}
