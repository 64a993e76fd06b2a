package city.huitong.audit.store;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry that has no index yet.
 *
 * @param xid the writing transaction
 * @param seq its number, which orders the entries of a transaction
 * @param id the leaf it will be
 * @param entry the entry, with its subject
 */
record PendingRow(String xid, long seq, UUID id, AuditEntry entry) {

    static PendingRow of(Row row) {
        return new PendingRow(row.getString("xid"), row.getLong("seq"), row.getUUID("id"), entry(row));
    }

    static AuditEntry entry(Row row) {
        return new AuditEntry(
                AuditKind.valueOf(row.getString("kind")),
                row.getString("actor"),
                row.getString("role"),
                Optional.ofNullable(row.getUUID("subject")),
                row.getString("purpose"),
                basis(row),
                PendingColumns.fields(row.getString("fields")),
                Optional.ofNullable(row.getUUID("answer")),
                row.getInteger("batch"),
                PendingColumns.details(row.getString("details")),
                Optional.ofNullable(row.getOffsetDateTime("delayed_until")).map(until -> delay(row, until)),
                instant(row.getOffsetDateTime("at")));
    }

    private static Basis basis(Row row) {
        if (row.getString("consent") != null) {
            return new Basis.Consent(row.getString("consent"), row.getInteger("consent_version"));
        }
        return row.getString("law") == null
                ? Basis.NONE
                : new Basis.Law(row.getString("law"), row.getString("document"));
    }

    private static Delay delay(Row row, OffsetDateTime until) {
        return new Delay(instant(until), Optional.ofNullable(row.getUUID("delay_decision")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
