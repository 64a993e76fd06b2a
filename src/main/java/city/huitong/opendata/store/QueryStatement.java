package city.huitong.opendata.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * A statement and what its {@code $n} stand for.
 *
 * @param text names of the catalogue, operators and {@code $n}; nothing that somebody asked
 */
record QueryStatement(String text, List<Object> parameters) {

    Tuple tuple() {
        return Tuple.from(parameters);
    }
}
