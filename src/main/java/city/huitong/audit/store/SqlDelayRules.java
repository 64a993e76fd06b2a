package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.DELAY_TOO_LONG;

import city.huitong.audit.AuditConfig;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.DelayRules;
import city.huitong.platform.data.Tx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rules of delay in PostgreSQL, applied where entries are appended. */
@ApplicationScoped
class SqlDelayRules implements DelayRules {

    private final AuditTrail trail;
    private final CityClock clock;
    private final Duration maxDelay;

    SqlDelayRules(AuditTrail trail, CityClock clock, AuditConfig config) {
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
                insert into audit_delay (decision, purpose, days, valid_from, valid_until)
                values (cast(cast(? as text) as uuid), ?, cast(cast(? as text) as int), cast(cast(? as text) as timestamptz), cast(cast(? as text) as timestamptz))""",
                List.of(
                        decision.toString(),
                        rule.purpose(),
                        Integer.toString(rule.days()),
                        rule.from().toString(),
                        rule.until().toString()));
    }
}
