package city.huitong.audit.store;

import city.huitong.audit.Access;
import city.huitong.audit.AccessQueries;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Finds a subject's leaves by its link, which only its salt gives; and those of its entries that are no leaves yet. */
@ApplicationScoped
class SqlAccessQueries implements AccessQueries {

    private static final String SALT = "select salt from audit_salt where subject = $1";

    /** Identifiers grow with time. */
    private static final String LEAVES = """
            select index, entry from audit_leaf
            where subj = $1 and id < $2 and visible_from <= $3 order by subj, id desc limit $4""";

    private static final String PENDING = """
            select id, kind, actor, role, subject, purpose, consent, consent_version, law, document,
              fields, answer, batch, details, at, delayed_until, delay_decision
            from audit_pending
            where subject = $1 and id < $2 and coalesce(delayed_until, at) <= $3 order by id desc limit $4""";

    private static final String IS_OF = """
            select exists (select from audit_leaf where subj = $1::bytea and id = $3 and visible_from <= $4)
              or exists (select from audit_pending
                where subject = $2 and id = $3 and coalesce(delayed_until, at) <= $4)""";

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Pool pool;
    private final CityClock clock;

    SqlAccessQueries(Pool pool, CityClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Waiting entries are read first: what becomes a leaf between the two statements is then found twice, and shown once, and
     * not missed.
     */
    @Override
    public Uni<Page<Access>> ofSubject(UUID subject, PageRequest page) {
        var before = page.after(UUID::fromString, AFTER_ALL);
        var now = clock.now().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(PENDING)
                .execute(Tuple.of(subject, before, now, page.limit() + 1))
                .chain(pending -> leaves(subject, before, now, page.limit() + 1)
                        .map(leaves -> Page.of(
                                page,
                                merged(pending(pending), leaves, page.limit() + 1),
                                access -> access.leaf().toString())));
    }

    @Override
    public Uni<Boolean> isOf(UUID subject, UUID leaf) {
        var now = clock.now().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(SALT)
                .execute(Tuple.of(subject))
                .chain(salts -> pool.preparedQuery(IS_OF)
                        .execute(Tuple.of(salts.size() == 0 ? null : buffer(link(salts, subject)), subject, leaf, now)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<List<Access>> leaves(UUID subject, UUID before, OffsetDateTime now, int limit) {
        return pool.preparedQuery(SALT)
                .execute(Tuple.of(subject))
                .chain(salts -> salts.size() == 0
                        ? Uni.createFrom().item(List.of())
                        : leaves(link(salts, subject), subject, Tuple.of(before, now, limit)));
    }

    private Uni<List<Access>> leaves(byte[] link, UUID subject, Tuple rest) {
        var parameters = Tuple.of(buffer(link), rest.getValue(0), rest.getValue(1), rest.getValue(2));
        return pool.preparedQuery(LEAVES)
                .execute(parameters)
                .map(rows -> rows.stream().map(row -> leaf(row, subject)).toList());
    }

    private static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(bytes);
    }

    private static byte[] link(RowSet<Row> salts, UUID subject) {
        return SubjectLink.of(salts.iterator().next().getBuffer("salt").getBytes(), subject);
    }

    private static List<Access> pending(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Access(row.getUUID("id"), OptionalLong.empty(), PendingRow.entry(row)))
                .toList();
    }

    /** What is shown is read from the signed text and not from the columns beside it. */
    private static Access leaf(Row row, UUID subject) {
        var leaf = LeafJson.read(row.getString("entry"));
        return new Access(
                leaf.id(), OptionalLong.of(row.getLong("index")), leaf.entry().about(subject));
    }

    private static List<Access> merged(List<Access> pending, List<Access> leaves, int limit) {
        var indexed = leaves.stream().map(Access::leaf).toList();
        var all = new ArrayList<>(leaves);
        pending.stream().filter(access -> !indexed.contains(access.leaf())).forEach(all::add);
        return all.stream()
                .sorted(Comparator.comparing((Access access) -> access.leaf().toString())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
