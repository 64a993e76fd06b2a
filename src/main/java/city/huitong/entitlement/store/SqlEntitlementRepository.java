package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.EntitlementRepository;
import city.huitong.entitlement.Standing;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Entitlements as rows. */
@ApplicationScoped
class SqlEntitlementRepository implements EntitlementRepository {

    private static final String OF = "select * from entitlement where subject = any($1)";

    /** Missing facts travel as one text each: PostgreSQL's arrays of arrays must all have one length. */
    private static final String SAVE = """
            insert into entitlement (policy_id, subject, shard, kind, state, version, amount_fen, period, figures,
              missing, as_of, changed_at)
            select policy_id, subject, shard, kind, state, version, amount_fen, period, figures::jsonb,
              string_to_array(missing, ','), as_of, changed_at
            from unnest($1::text[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::date[], $7::bigint[],
              $8::text[], $9::text[], $10::text[], $11::date[], $12::timestamptz[])
              as e(policy_id, subject, shard, kind, state, version, amount_fen, period, figures, missing, as_of,
                changed_at)
            order by subject, policy_id
            on conflict (policy_id, subject) do update set state = excluded.state, version = excluded.version,
              amount_fen = excluded.amount_fen, period = excluded.period, figures = excluded.figures,
              missing = excluded.missing, as_of = excluded.as_of, changed_at = excluded.changed_at""";

    @Override
    public Uni<List<Entitlement>> of(SqlTx tx, Collection<SubjectId> subjects) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(OF)
                .execute(Tuple.of(ids))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }

    @Override
    public Uni<Void> save(SqlTx tx, List<Entitlement> entitlements) {
        return tx.connection()
                .preparedQuery(SAVE)
                .execute(parameters(entitlements))
                .replaceWithVoid();
    }

    private static Tuple parameters(List<Entitlement> all) {
        return Tuple.tuple()
                .addValue(column(all, e -> e.policy().value(), String[]::new))
                .addValue(column(all, e -> e.subject().value(), UUID[]::new))
                .addValue(column(all, e -> e.subject().shard(), Short[]::new))
                .addValue(column(all, e -> e.kind().word(), String[]::new))
                .addValue(column(all, e -> e.standing().word(), String[]::new))
                .addValue(column(all, e -> granted(e, Granted::version), LocalDate[]::new))
                .addValue(column(all, e -> granted(e, Granted::amountFen), Long[]::new))
                .addValue(column(all, e -> granted(e, g -> g.period().word()), String[]::new))
                .addValue(column(all, SqlEntitlementRepository::figures, String[]::new))
                .addValue(column(all, SqlEntitlementRepository::missing, String[]::new))
                .addValue(column(all, Entitlement::asOf, LocalDate[]::new))
                .addValue(column(all, e -> e.changedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <T> T[] column(List<Entitlement> all, Function<Entitlement, T> part, IntFunction<T[]> array) {
        return all.stream().map(part).toArray(array);
    }

    private static <T> T granted(Entitlement entitlement, Function<Granted, T> part) {
        return asGranted(entitlement.standing()).map(part).orElse(null);
    }

    private static String figures(Entitlement entitlement) {
        Map<String, Object> figures = Map.copyOf(
                asGranted(entitlement.standing()).map(Granted::figures).orElse(Map.of()));
        return new JsonObject(figures).encode();
    }

    private static String missing(Entitlement entitlement) {
        return entitlement.standing() instanceof Undecided(var missing) ? String.join(",", missing) : "";
    }

    private static Optional<Granted> asGranted(Standing standing) {
        return standing instanceof Granted granted ? Optional.of(granted) : Optional.empty();
    }
}
