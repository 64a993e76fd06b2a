package city.huitong.subject.store;

import static city.huitong.subject.SubjectProblem.KEY_UNKNOWN;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.subject.NumberDigests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Digests beside the subjects, and a table of keys. */
@ApplicationScoped
class SqlNumberDigests implements NumberDigests {

    /** Held by whoever relies on the keys; {@link KeysAtStart} takes it for itself. */
    private static final String HOLD = "select pg_advisory_xact_lock_shared(" + KeysAtStart.LOCK + ")";

    /** A statement of its own after the lock: it sees what was committed while waiting. */
    private static final String KEYS =
            "select id, retired_at is null as used from pseudonym_key order by current_since desc";

    private static final String KNOWN = """
            select asked.digest, subject.id from unnest($1::uuid[]) as asked (digest)
            join subject on coalesce(subject.digest, subject.id) = asked.digest""";

    private static final String FIND = """
            select (select id from subject where coalesce(digest, id) = any($1) limit 1) as id,
              exists (select from pseudonym_key where retired_at is null and id <> all($2)) as lacking""";

    private final Pool pool;

    SqlNumberDigests(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Keys> hold(SqlTx tx) {
        return tx.connection()
                .preparedQuery(HOLD)
                .execute()
                .chain(() -> tx.connection().preparedQuery(KEYS).execute())
                .map(SqlNumberDigests::keys);
    }

    @Override
    public Uni<Map<UUID, SubjectId>> known(SqlTx tx, Collection<UUID> digests) {
        return tx.connection()
                .preparedQuery(KNOWN)
                .execute(Tuple.of(digests.toArray(UUID[]::new)))
                .map(rows -> {
                    var known = new HashMap<UUID, SubjectId>();
                    rows.forEach(row -> known.put(row.getUUID("digest"), new SubjectId(row.getUUID("id"))));
                    return known;
                });
    }

    @Override
    public Uni<Optional<SubjectId>> find(Collection<UUID> digests, Set<Integer> keys) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(digests.toArray(UUID[]::new), keys.toArray(Integer[]::new)))
                .map(rows -> found(rows.iterator().next()));
    }

    private static Optional<SubjectId> found(Row row) {
        if (row.getBoolean("lacking")) {
            throw KEY_UNKNOWN.because("this process lacks a key that official numbers are found with");
        }
        return Optional.ofNullable(row.getUUID("id")).map(SubjectId::new);
    }

    private static Keys keys(Iterable<Row> newestFirst) {
        var inUse = new HashSet<Integer>();
        var all = new java.util.ArrayList<Integer>();
        for (var row : newestFirst) {
            all.add(row.getInteger("id"));
            if (row.getBoolean("used")) {
                inUse.add(row.getInteger("id"));
            }
        }
        return new Keys(all.getFirst(), inUse, all.size() > 1);
    }
}
