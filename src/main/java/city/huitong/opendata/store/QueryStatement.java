package city.huitong.opendata.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * A statement and what its {@code $n} stand for.
 *
 * @param text names of the catalogue, operators and {@code $n}; nothing that somebody asked
 */
record QueryStatement(String text, List<Object> parameters) {

    /** Asks PostgreSQL what it thinks of the statement instead of executing it. */
    QueryStatement explained() {
        return new QueryStatement("explain (format json) " + text, parameters);
    }

    Tuple tuple() {
        return Tuple.from(parameters);
    }
}
