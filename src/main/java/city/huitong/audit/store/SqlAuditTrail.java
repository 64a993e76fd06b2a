package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.DELAY_TOO_LONG;

import city.huitong.audit.AuditConfig;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditTrail;
import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Appends to {@code audit_pending}, from where the sequencer takes entries. */
@ApplicationScoped
class SqlAuditTrail implements AuditTrail {

    /** A rule of delay for the purpose applies when it is later than the entry's own delay. */
    private static final String APPEND = """
            insert into audit_pending (
              id, kind, actor, role, subject, purpose, consent, consent_version, law, document,
              fields, answer, batch, details, at, delayed_until, delay_decision)
            select
              e.id, e.kind, e.actor, e.role, e.subject, e.purpose, e.consent, e.consent_version, e.law, e.document,
              e.fields, e.answer, e.batch, e.details, e.at,
              case when rule.until > coalesce(e.delay, e.at) then rule.until else e.delay end,
              case when rule.until > coalesce(e.delay, e.at) then rule.decision else e.decision end
            from %s as e (id, kind, actor, role, subject, purpose, consent, consent_version, law, document,
              fields, answer, batch, details, at, delay, decision, n)
            left join lateral (
              select r.decision, e.at + make_interval(days => r.days) as until
              from audit_delay r
              where r.purpose = e.purpose and r.valid_from <= e.at and e.at < r.valid_until
              order by r.days desc limit 1) rule on true
            order by e.n""";

    /** Most reads write one entry, which needs no arrays and half the time. */
    private static final String APPEND_ONE = APPEND.formatted("""
            (values ($1::uuid, $2::text, $3::text, $4::text, $5::uuid, $6::text, $7::text, $8::int, $9::text, $10::text,
              $11::text, $12::uuid, $13::int, $14::text, $15::timestamptz, $16::timestamptz, $17::uuid, 1))""");

    private static final String APPEND_MANY = APPEND.formatted("""
            unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::int[], $9::text[],
              $10::text[], $11::text[], $12::uuid[], $13::int[], $14::text[], $15::timestamptz[], $16::timestamptz[],
              $17::uuid[]) with ordinality""");

    /** One entry in Hibernate's words, where every value is a text and an absent one is empty. */
    private static final String APPEND_TEXTS = APPEND.formatted("""
            (values (cast(nullif(?1, '') as uuid), ?2, ?3, ?4, cast(nullif(?5, '') as uuid), ?6, nullif(?7, ''),
              cast(nullif(?8, '') as int), nullif(?9, ''), nullif(?10, ''), ?11, cast(nullif(?12, '') as uuid),
              cast(nullif(?13, '') as int), ?14, cast(nullif(?15, '') as timestamptz), cast(nullif(?16, '') as timestamptz),
              cast(nullif(?17, '') as uuid), 1))""");

    private final Identifiers identifiers;
    private final Duration maxDelay;

    SqlAuditTrail(Identifiers identifiers, AuditConfig config) {
        this.identifiers = identifiers;
        this.maxDelay = config.maxDelay();
    }

    @Override
    public Uni<List<UUID>> append(Tx tx, List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        entries.forEach(this::mustBeShownInTime);
        var ids = entries.stream().map(_ -> identifiers.next()).toList();
        return switch (tx) {
            case SqlTx sql -> appendRows(sql, ids, entries).replaceWith(ids);
            case EntityTx entities -> appendEach(entities, ids, entries).replaceWith(ids);
        };
    }

    private void mustBeShownInTime(AuditEntry entry) {
        if (entry.visibleFrom().isAfter(entry.at().plus(maxDelay))) {
            throw DELAY_TOO_LONG.because(
                    "an entry is shown to its subject after " + maxDelay.toDays() + " days at most");
        }
    }

    private static Uni<?> appendRows(SqlTx tx, List<UUID> ids, List<AuditEntry> entries) {
        var one = entries.size() == 1;
        var values =
                one ? PendingColumns.values(ids.getFirst(), entries.getFirst()) : PendingColumns.arrays(ids, entries);
        return tx.connection().preparedQuery(one ? APPEND_ONE : APPEND_MANY).execute(Tuple.tuple(values));
    }

    /** The control plane appends one or two entries at a time. */
    private static Uni<?> appendEach(EntityTx tx, List<UUID> ids, List<AuditEntry> entries) {
        var all = Uni.createFrom().voidItem();
        for (int i = 0; i < ids.size(); i++) {
            var texts = PendingColumns.texts(ids.get(i), entries.get(i));
            all = all.chain(() -> appendOne(tx, texts));
        }
        return all;
    }

    private static Uni<Void> appendOne(EntityTx tx, List<String> texts) {
        var query = tx.session().createNativeQuery(APPEND_TEXTS);
        for (int i = 0; i < texts.size(); i++) {
            query.setParameter(i + 1, texts.get(i));
        }
        return query.executeUpdate().replaceWithVoid();
    }
}
