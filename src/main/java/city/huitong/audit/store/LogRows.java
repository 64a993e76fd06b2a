package city.huitong.audit.store;

import city.huitong.audit.NotVerified;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Leaves as the database has them. */
final class LogRows {

    private static final String NUMBERED = "select coalesce(max(index) + 1, 0) as size from audit_leaf";

    private static final String TEXTS = "select index, entry from audit_leaf where index >= $1 order by index limit $2";

    private static final String PAGES =
            "select index, id, entry from audit_leaf where index >= $1 and index < $2 order by index";

    /** Leaves on a page, a whole number of bundles. */
    static final int PAGE = 4_096;

    private LogRows() {}

    /** How many leaves have an index. */
    static Uni<Long> numbered(SqlClient client) {
        return client.preparedQuery(NUMBERED)
                .execute()
                .map(rows -> rows.iterator().next().getLong("size"));
    }

    /** At most so many leaves from an index on; check them with {@link #texts}. */
    static Uni<RowSet<Row>> read(SqlClient client, long first, int limit) {
        return client.preparedQuery(TEXTS).execute(Tuple.of(first, limit));
    }

    /** All leaves below an index, page by page. */
    static Multi<RowSet<Row>> pages(SqlClient client, long end) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, next -> page(client, next.getAndAdd(PAGE), end))
                .until(rows -> rows.size() == 0);
    }

    private static Uni<RowSet<Row>> page(SqlClient client, long first, long end) {
        return client.preparedQuery(PAGES).execute(Tuple.of(first, Math.min(first + PAGE, end)));
    }

    /** Their texts. Throws {@link NotVerified} when one is missing between them. */
    static List<String> texts(long first, RowSet<Row> rows) {
        var texts = new ArrayList<String>(rows.size());
        for (var row : rows) {
            if (row.getLong("index") != first + texts.size()) {
                throw new NotVerified("the database has no leaf " + (first + texts.size()));
            }
            texts.add(row.getString("entry"));
        }
        return texts;
    }
}
