package city.huitong.consent.api;

import city.huitong.hub.Hub;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks into the database beside the hub, and changes what only time would. */
final class Rows {

    private Rows() {}

    /** What the statement gives: a line for each row, values between spaces. */
    static List<String> of(Pool pool, String sql) {
        return pool.query(sql).execute().await().atMost(Hub.DEADLINE).stream()
                .map(Rows::line)
                .toList();
    }

    private static String line(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(row::getValue)
                .map(value -> value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value))
                .collect(Collectors.joining(" "));
    }
}
