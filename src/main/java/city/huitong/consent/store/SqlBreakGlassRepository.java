package city.huitong.consent.store;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.BreakGlass;
import city.huitong.consent.BreakGlassRepository;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Break-glass as rows. */
@ApplicationScoped
class SqlBreakGlassRepository implements BreakGlassRepository {

    private static final String ADD = """
            insert into break_glass (id, subject, basis, purpose, document, document_hash, reason, minutes, delay_days,
              max_reads, proposed_by, proposed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""";

    private static final String APPROVE = """
            update break_glass set approved_by = $2, approved_at = $3, decision = $4,
              not_after = $3 + make_interval(mins => minutes)
            where id = $1 and approved_by is null and proposed_by <> $2 and $3 < proposed_at + interval '60 minutes'
            returning *""";

    private static final String USE = """
            update break_glass set used = used + 1
            where id = $1 and proposed_by = $2 and $3 < not_after and used < max_reads
            returning *""";

    @Override
    public Uni<Void> add(SqlTx tx, BreakGlass proposed) {
        var what = proposed.proposal();
        var row = Tuple.tuple()
                .addUUID(proposed.id())
                .addUUID(what.subject().value())
                .addString(what.basis())
                .addString(what.purpose())
                .addString(what.document())
                .addString(what.documentHash())
                .addString(what.reason())
                .addInteger(what.minutes())
                .addInteger(what.delayDays())
                .addInteger(what.maxReads())
                .addString(proposed.proposedBy())
                .addOffsetDateTime(utc(proposed.proposedAt()));
        return tx.connection().preparedQuery(ADD).execute(row).replaceWithVoid();
    }

    @Override
    public Uni<Optional<BreakGlass>> find(SqlTx tx, UUID id) {
        return one(tx, "select * from break_glass where id = $1", Tuple.of(id));
    }

    @Override
    public Uni<Optional<BreakGlass>> approve(SqlTx tx, UUID id, String by, Instant at, Optional<UUID> decision) {
        return one(tx, APPROVE, Tuple.of(id, by, utc(at), decision.orElse(null)));
    }

    @Override
    public Uni<Optional<BreakGlass>> use(SqlTx tx, UUID id, String by, Instant at) {
        return one(tx, USE, Tuple.of(id, by, utc(at)));
    }

    private static Uni<Optional<BreakGlass>> one(SqlTx tx, String sql, Tuple parameters) {
        return tx.connection()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().findFirst().map(SqlBreakGlassRepository::breakGlass));
    }

    static BreakGlass breakGlass(Row row) {
        return new BreakGlass(
                row.getUUID("id"),
                proposal(row),
                row.getString("proposed_by"),
                row.getOffsetDateTime("proposed_at").toInstant(),
                row.getInteger("used"),
                approval(row));
    }

    private static BreakGlass.Proposal proposal(Row row) {
        return new BreakGlass.Proposal(
                new SubjectId(row.getUUID("subject")),
                row.getString("basis"),
                row.getString("purpose"),
                row.getString("document"),
                row.getString("document_hash"),
                row.getString("reason"),
                row.getInteger("minutes"),
                row.getInteger("delay_days"),
                row.getInteger("max_reads"));
    }

    private static Optional<BreakGlass.Approval> approval(Row row) {
        return Optional.ofNullable(row.getString("approved_by"))
                .map(by -> new BreakGlass.Approval(
                        by,
                        row.getOffsetDateTime("approved_at").toInstant(),
                        row.getOffsetDateTime("not_after").toInstant(),
                        Optional.ofNullable(row.getUUID("decision"))));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
