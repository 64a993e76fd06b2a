package city.huitong.consent;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What the signed log says, leaf by leaf, once nothing waits any more. */
final class Trail {

    private final Pool pool;

    Trail(Pool pool) {
        this.pool = pool;
    }

    /** The leaves that name this actor, in their order. */
    List<JsonObject> of(String actor) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from audit_pending where actor = $1", Tuple.of(actor)) == 0);
        return leaves(
                "select entry from audit_leaf where entry like $1 order by index", "%\"actor\":\"" + actor + "\"%");
    }

    /** How many leaves hold what looks like this. */
    long matching(String pattern) {
        return count("select count(*) from audit_leaf where entry ~ $1", Tuple.of(pattern));
    }

    /** Gives up a lock it does not get soon and tries again, so that nobody queues behind it. */
    void execute(String sql) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> pool.withTransaction(connection -> connection
                                        .query("set local lock_timeout = '100ms'")
                                        .execute()
                                        .chain(() -> connection.query(sql).execute()))
                                .await()
                                .atMost(Duration.ofSeconds(10))
                                .rowCount()
                        >= 0);
    }

    private List<JsonObject> leaves(String sql, String parameter) {
        return pool.preparedQuery(sql).execute(Tuple.of(parameter)).await().atMost(Duration.ofSeconds(30)).stream()
                .map(row -> new JsonObject(row.getString("entry")))
                .toList();
    }

    private long count(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0);
    }
}
