package city.huitong.audit.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes leaves of waiting entries and gives them the next indices. Only rows of transactions older than every running one are
 * taken, so that nobody can commit an entry before one that has its index already.
 */
final class Numbering {

    private static final String TAKE = """
            select xid::text as xid, seq, id, kind, actor, role, subject, purpose, consent, consent_version, law, document,
              fields, answer, batch, details, at, delayed_until, delay_decision
            from audit_pending where xid < pg_snapshot_xmin(pg_current_snapshot()) order by audit_pending.xid, seq limit $1""";

    /** Salts are made here only, so two processes cannot give a subject two. */
    private static final String SALTS = """
            with known as (
              select subject, salt from audit_salt where subject = any($1::uuid[])),
            added as (
              insert into audit_salt (subject, salt) select * from unnest($1::uuid[], $2::bytea[])
              on conflict do nothing returning subject, salt)
            select * from known union all select * from added""";

    private static final String STORE = """
            insert into audit_leaf (index, id, subj, visible_from, entry)
            select * from unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::timestamptz[], $5::text[])""";

    private static final String REMOVE = """
            delete from audit_pending p using unnest($1::text[], $2::bigint[]) as done (xid, seq)
            where p.xid = done.xid::xid8 and p.seq = done.seq""";

    private final Worker worker;
    private final int batch;
    private final SecureRandom random = new SecureRandom();

    Numbering(Worker worker, int batch) {
        this.worker = worker;
        this.batch = batch;
    }

    /**
     * Numbers what is waiting, at most a batch of it.
     *
     * @param next the next index
     * @return how many were numbered
     */
    Uni<Integer> number(SqlConnection connection, long next) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(batch))
                .map(rows -> rows.stream().map(PendingRow::of).toList())
                .chain(pending -> pending.isEmpty()
                        ? Uni.createFrom().item(0)
                        : store(connection, next, pending).replaceWith(pending.size()));
    }

    private Uni<?> store(SqlConnection connection, long next, List<PendingRow> pending) {
        return salts(connection, pending)
                .chain(salts -> worker.run(() -> columns(next, pending, salts)))
                .chain(leaves -> connection.preparedQuery(STORE).execute(leaves))
                .chain(() -> connection.preparedQuery(REMOVE).execute(keys(pending)));
    }

    private Uni<Map<UUID, byte[]>> salts(SqlConnection connection, List<PendingRow> pending) {
        var subjects = pending.stream()
                .flatMap(row -> row.entry().subject().stream())
                .distinct()
                .toArray(UUID[]::new);
        if (subjects.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        var fresh = Stream.of(subjects).map(_ -> Buffer.buffer(salt())).toArray(Buffer[]::new);
        return connection
                .preparedQuery(SALTS)
                .execute(Tuple.of(subjects, fresh))
                .map(Numbering::saltsBySubject);
    }

    private byte[] salt() {
        var salt = new byte[SubjectLink.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static Map<UUID, byte[]> saltsBySubject(RowSet<Row> rows) {
        Map<UUID, byte[]> salts = new HashMap<>();
        rows.forEach(
                row -> salts.put(row.getUUID("subject"), row.getBuffer("salt").getBytes()));
        return salts;
    }

    private static Tuple columns(long next, List<PendingRow> pending, Map<UUID, byte[]> salts) {
        var links = pending.stream().map(row -> link(row, salts)).toList();
        var texts = new String[pending.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = LeafJson.write(
                    pending.get(i).id(), pending.get(i).entry(), links.get(i).orElse(null));
        }
        return Tuple.of(
                LongStream.range(next, next + texts.length).boxed().toArray(Long[]::new),
                pending.stream().map(PendingRow::id).toArray(UUID[]::new),
                links.stream()
                        .map(link -> link.map(Buffer::buffer).orElse(null))
                        .toArray(Buffer[]::new),
                pending.stream().map(Numbering::visibleFrom).toArray(OffsetDateTime[]::new),
                texts);
    }

    private static Optional<byte[]> link(PendingRow row, Map<UUID, byte[]> salts) {
        return row.entry().subject().map(subject -> SubjectLink.of(salts.get(subject), subject));
    }

    private static OffsetDateTime visibleFrom(PendingRow row) {
        return row.entry().visibleFrom().atOffset(ZoneOffset.UTC);
    }

    private static Tuple keys(List<PendingRow> pending) {
        return Tuple.of(
                pending.stream().map(PendingRow::xid).toArray(String[]::new),
                pending.stream().map(PendingRow::seq).toArray(Long[]::new));
    }
}
