package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.DELAY_ENDED;
import static city.huitong.audit.AuditProblem.DELAY_NOT_FOUND;
import static city.huitong.audit.AuditProblem.DELAY_TOO_LONG;

import city.huitong.audit.AuditConfig;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.audit.DelayRules;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rules of delay in PostgreSQL, applied where entries are appended. */
@ApplicationScoped
class SqlDelayRules implements DelayRules {

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final String LIST = "select * from audit_delay where decision < $1 order by decision desc limit $2";

    private static final String FIND = "select * from audit_delay where decision = $1 for update";

    /** One that has not begun is ended at its beginning. */
    private static final String END = """
            update audit_delay set ended_by = cast(cast(? as text) as uuid),
              valid_until = greatest(valid_from, cast(cast(? as text) as timestamptz))
            where decision = cast(cast(? as text) as uuid) and ended_by is null""";

    private final Pool pool;
    private final AuditTrail trail;
    private final CityClock clock;
    private final Duration maxDelay;

    SqlDelayRules(Pool pool, AuditTrail trail, CityClock clock, AuditConfig config) {
        this.pool = pool;
        this.trail = trail;
        this.clock = clock;
        this.maxDelay = config.maxDelay();
    }

    @Override
    public Uni<UUID> decide(Tx tx, Rule rule, String actor, String role) {
        if (rule.days() > maxDelay.toDays()) {
            throw DELAY_TOO_LONG.because(
                    "acts are shown to their subject after " + maxDelay.toDays() + " days at most");
        }
        var decision = AuditEntry.of(AuditKind.LOG_RULE, actor, role, rule.purpose(), rule.basis(), clock.now())
                .with(Map.of(
                        "act", "delay",
                        "days", Integer.toString(rule.days()),
                        "from", rule.from().toString(),
                        "until", rule.until().toString()));
        return trail.append(tx, decision).call(id -> store(tx, id, rule));
    }

    private static Uni<Void> store(Tx tx, UUID decision, Rule rule) {
        return Statements.execute(
                tx,
                """
                insert into audit_delay (decision, purpose, days, valid_from, valid_until, law, document)
                values (cast(cast(? as text) as uuid), ?, cast(cast(? as text) as int), cast(cast(? as text) as timestamptz), cast(cast(? as text) as timestamptz), ?, ?)""",
                List.of(
                        decision.toString(),
                        rule.purpose(),
                        Integer.toString(rule.days()),
                        rule.from().toString(),
                        rule.until().toString(),
                        rule.basis().code(),
                        rule.basis().document()));
    }

    @Override
    public Uni<Page<Decided>> list(PageRequest page) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(page.after(UUID::fromString, AFTER_ALL), page.limit() + 1))
                .map(rows -> rows.stream().map(SqlDelayRules::decided).toList())
                .map(rows -> Page.of(page, rows, rule -> rule.decision().toString()));
    }

    @Override
    public Uni<UUID> end(SqlTx tx, UUID decision, Basis.Law basis, String actor, String role) {
        return find(tx, decision)
                .invoke(rule -> mustHold(rule, clock.now()))
                .chain(rule -> trail.append(tx, ended(rule, basis, actor, role)))
                .call(leaf -> Statements.execute(
                        tx, END, List.of(leaf.toString(), clock.now().toString(), decision.toString())));
    }

    private AuditEntry ended(Decided rule, Basis.Law basis, String actor, String role) {
        return AuditEntry.of(AuditKind.LOG_RULE, actor, role, rule.purpose(), basis, clock.now())
                .with(Map.of("act", "delay-end", "decision", rule.decision().toString()));
    }

    private static Uni<Decided> find(SqlTx tx, UUID decision) {
        return tx.connection()
                .preparedQuery(FIND)
                .execute(Tuple.of(decision))
                .map(rows -> rows.stream().findFirst().map(SqlDelayRules::decided))
                .map(found ->
                        found.orElseThrow(() -> DELAY_NOT_FOUND.because("no rule of delay was decided in this leaf")));
    }

    private static void mustHold(Decided rule, Instant now) {
        if (!rule.until().isAfter(now) || rule.endedBy().isPresent()) {
            throw DELAY_ENDED.because("it holds for nothing that happens from now on");
        }
    }

    private static Decided decided(Row row) {
        return new Decided(
                row.getUUID("decision"),
                row.getString("purpose"),
                row.getInteger("days"),
                Optional.ofNullable(row.getString("law")),
                Optional.ofNullable(row.getString("document")),
                row.getOffsetDateTime("valid_from").toInstant(),
                row.getOffsetDateTime("valid_until").toInstant(),
                Optional.ofNullable(row.getUUID("ended_by")));
    }
}
