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

/** Appends to {@code audit_pending} by the database function {@code audit_append}, from where the sequencer takes entries. */
@ApplicationScoped
class SqlAuditTrail implements AuditTrail {

    private static final String APPEND =
            "select audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    /** The same for one entry in Hibernate's words, where every value is a text and an absent one is empty. */
    private static final String APPEND_ONE = """
            select cast(audit_append(array[cast(nullif(?1, '') as uuid)], array[?2], array[?3], array[?4],
              array[cast(nullif(?5, '') as uuid)], array[?6], array[nullif(?7, '')],
              array[cast(nullif(?8, '') as int)], array[nullif(?9, '')], array[nullif(?10, '')],
              array[?11], array[cast(nullif(?12, '') as uuid)], array[cast(nullif(?13, '') as int)], array[?14],
              array[cast(nullif(?15, '') as timestamptz)], array[cast(nullif(?16, '') as timestamptz)],
              array[cast(nullif(?17, '') as uuid)]) as text)""";

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
        var columns = Tuple.tuple();
        PendingColumns.of(ids, entries).forEach(columns::addValue);
        return tx.connection().preparedQuery(APPEND).execute(columns);
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
        var query = tx.session().createNativeQuery(APPEND_ONE);
        for (int i = 0; i < texts.size(); i++) {
            query.setParameter(i + 1, texts.get(i));
        }
        return query.getSingleResult().replaceWithVoid();
    }
}
