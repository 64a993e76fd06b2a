package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Actor;
import city.huitong.entitlement.Award;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.EntitlementRepository;
import city.huitong.entitlement.Holding;
import city.huitong.entitlement.MadeMove;
import city.huitong.entitlement.Payment;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Entitlements as rows. */
@ApplicationScoped
class SqlEntitlementRepository implements EntitlementRepository {

    private static final String NOTHING = "{}";

    private static final String OF = "select * from entitlement where subject = any($1)";

    /** Missing facts and ranks travel as one text each: PostgreSQL's arrays of arrays must all have one length. */
    private static final String SAVE = """
            insert into entitlement (policy_id, subject, shard, kind, state, version, amount_fen, period, figures,
              missing, as_of, changed_at, excluded_by, held, granted_on, ledgers, rank)
            select policy_id, subject, shard, kind, state, version, amount_fen, period, figures::jsonb,
              string_to_array(missing, ','), as_of, changed_at, excluded_by, held, granted_on, ledgers::jsonb,
              string_to_array(rank, ',')::bigint[]
            from unnest($1::text[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::date[], $7::bigint[],
              $8::text[], $9::text[], $10::text[], $11::date[], $12::timestamptz[], $13::text[], $14::boolean[],
              $15::date[], $16::text[], $17::text[])
              as e(policy_id, subject, shard, kind, state, version, amount_fen, period, figures, missing, as_of,
                changed_at, excluded_by, held, granted_on, ledgers, rank)
            order by subject, policy_id
            on conflict (policy_id, subject) do update set state = excluded.state, version = excluded.version,
              amount_fen = excluded.amount_fen, period = excluded.period, figures = excluded.figures,
              missing = excluded.missing, as_of = excluded.as_of, changed_at = excluded.changed_at,
              excluded_by = excluded.excluded_by, held = excluded.held, granted_on = excluded.granted_on,
              ledgers = excluded.ledgers, rank = excluded.rank""";

    private static final String MOVES = """
            insert into entitlement_move (policy_id, subject, move, state, version, amount_fen, as_of, actor, role, at)
            select *, $8::text, $9::text, $10::timestamptz
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::date[])""";

    private static final String PAY = """
            insert into entitlement_payment (policy_id, subject, period_from, n, kind, version, amount_fen, as_of, actor,
              role, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";

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

    @Override
    public Uni<Void> append(SqlTx tx, List<MadeMove> moves, Actor actor, Instant at) {
        if (moves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.tuple()
                .addValue(column(moves, m -> m.entitlement().policy().value(), String[]::new))
                .addValue(column(moves, m -> m.entitlement().subject().value(), UUID[]::new))
                .addValue(column(moves, m -> m.movement().name(), String[]::new))
                .addValue(column(moves, m -> m.entitlement().standing().word(), String[]::new))
                .addValue(column(moves, m -> award(m.entitlement(), Award::version), LocalDate[]::new))
                .addValue(column(moves, m -> award(m.entitlement(), Award::amountFen), Long[]::new))
                .addValue(column(moves, m -> m.entitlement().asOf(), LocalDate[]::new))
                .addString(actor.name())
                .addString(actor.role())
                .addValue(at.atOffset(ZoneOffset.UTC));
        return tx.connection().preparedQuery(MOVES).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Void> pay(SqlTx tx, Holding holding, Payment payment, Actor actor) {
        var parameters = Tuple.tuple()
                .addString(holding.policy().value())
                .addUUID(holding.subject().value())
                .addValue(payment.periodFrom())
                .addInteger(payment.n())
                .addString(payment.movement().name())
                .addValue(payment.version())
                .addLong(payment.amountFen())
                .addValue(payment.asOf())
                .addString(actor.name())
                .addString(actor.role())
                .addValue(payment.at().atOffset(ZoneOffset.UTC));
        return tx.connection().preparedQuery(PAY).execute(parameters).replaceWithVoid();
    }

    private static Tuple parameters(List<Entitlement> all) {
        return Tuple.tuple()
                .addValue(column(all, e -> e.policy().value(), String[]::new))
                .addValue(column(all, e -> e.subject().value(), UUID[]::new))
                .addValue(column(all, e -> e.subject().shard(), Short[]::new))
                .addValue(column(all, e -> e.kind().word(), String[]::new))
                .addValue(column(all, e -> e.standing().word(), String[]::new))
                .addValue(column(all, e -> award(e, Award::version), LocalDate[]::new))
                .addValue(column(all, e -> award(e, Award::amountFen), Long[]::new))
                .addValue(column(all, e -> award(e, a -> a.period().word()), String[]::new))
                .addValue(column(all, SqlEntitlementRepository::figures, String[]::new))
                .addValue(column(all, SqlEntitlementRepository::missing, String[]::new))
                .addValue(column(all, Entitlement::asOf, LocalDate[]::new))
                .addValue(column(all, e -> e.changedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(column(all, SqlEntitlementRepository::excludedBy, String[]::new))
                .addValue(column(all, e -> e.grounds().held(), Boolean[]::new))
                .addValue(column(all, e -> e.grounds().grantedOn().orElse(null), LocalDate[]::new))
                .addValue(column(all, SqlEntitlementRepository::ledgers, String[]::new))
                .addValue(column(all, SqlEntitlementRepository::rank, String[]::new));
    }

    private static <R, T> T[] column(List<R> all, Function<R, T> part, IntFunction<T[]> array) {
        return all.stream().map(part).toArray(array);
    }

    private static <T> T award(Entitlement entitlement, Function<Award, T> part) {
        return entitlement.standing().award().map(part).orElse(null);
    }

    private static String figures(Entitlement entitlement) {
        var figures = entitlement.standing().award().map(Award::figures).orElse(Map.of());
        return figures.isEmpty() ? NOTHING : new JsonObject(Map.<String, Object>copyOf(figures)).encode();
    }

    private static String missing(Entitlement entitlement) {
        return entitlement.standing() instanceof Undecided(var missing) ? String.join(",", missing) : "";
    }

    private static String excludedBy(Entitlement entitlement) {
        return entitlement.standing() instanceof KeptOut kept ? kept.cause().word() : null;
    }

    private static String ledgers(Entitlement entitlement) {
        var ledgers = entitlement.grounds().ledgers();
        var json = new JsonObject();
        ledgers.forEach((name, key) -> json.put(name, key.toString()));
        return ledgers.isEmpty() ? NOTHING : json.encode();
    }

    private static String rank(Entitlement entitlement) {
        return entitlement.grounds().rank().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
