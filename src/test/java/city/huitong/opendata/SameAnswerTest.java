package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Random questions, asked by REST page by page, as a file, and as plain SQL: the same rows in the same order. */
@QuarkusTest
class SameAnswerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SEED = 20_261_129;
    private static final int QUESTIONS = 60;
    private static final int STOPS = 120;
    private static final List<String> FIELDS =
            List.of("district", "stop", "name", "lines", "length", "fee", "roofed", "opened_on");

    @Inject
    Pool pool;

    private final Random random = new Random(SEED);

    /** A condition in both languages. */
    private record Condition(String cel, String sql) {}

    @Test
    void threeWaysToAskGiveOneAnswer() {
        var stops = AnOpenDataset.register();
        stops.store(IntStream.range(0, STOPS).mapToObj(this::line).reduce("", String::concat));
        // So that there is a history, and something that was withdrawn.
        stops.store(IntStream.range(0, STOPS)
                .filter(i -> i % 3 == 0)
                .mapToObj(this::line)
                .reduce("", String::concat));
        stops.store("{\"$withdraw\":true,\"district\":\"d01\",\"stop\":1}\n");

        for (var n = 0; n < QUESTIONS; n++) {
            var select = some(FIELDS);
            var condition = condition(3);
            var order = some(List.of("name", "lines", "length", "fee", "roofed", "opened_on", "district")).stream()
                    .limit(2)
                    .map(field -> random.nextBoolean() ? field : "-" + field)
                    .toList();
            var question =
                    new HashMap<String, Object>(Map.of("select", String.join(",", select), "where", condition.cel()));
            if (!order.isEmpty()) {
                question.put("order_by", String.join(",", order));
            }

            var expected = bySql(stops, select, condition, order);

            assertThat(byRest(stops, question)).as("REST %s", question).isEqualTo(expected);
            assertThat(byFile(stops, question)).as("file %s", question).isEqualTo(expected);
        }
    }

    private String line(int stop) {
        var values = new ArrayList<String>();
        values.add("\"district\":\"d%02d\",\"stop\":%d".formatted(stop % 5, stop));
        maybe(
                values,
                "\"name\":\"%s\""
                        .formatted(List.of("站", "a", "Ab", "a b", "\uD840\uDC0B", "z'", "é")
                                .get(random.nextInt(7))));
        maybe(values, "\"lines\":" + random.nextInt(6));
        maybe(values, "\"length\":" + random.nextInt(8) / 2.0);
        maybe(values, "\"fee\":" + random.nextInt(4) + ".05");
        maybe(values, "\"roofed\":" + random.nextBoolean());
        maybe(values, "\"opened_on\":\"2020-01-0%d\"".formatted(1 + random.nextInt(9)));
        values.add("\"keeper\":\"李四\"");
        return "{" + String.join(",", values) + "}\n";
    }

    private void maybe(List<String> values, String value) {
        if (random.nextInt(5) > 0) {
            values.add(value);
        }
    }

    private List<String> some(List<String> all) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(shuffled.size())));
    }

    private Condition condition(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        var one = condition(depth - 1);
        var other = condition(depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> new Condition("!(" + one.cel() + ")", "not (" + one.sql() + ")");
            case 1 ->
                new Condition(
                        "(" + one.cel() + " && " + other.cel() + ")", "(" + one.sql() + " and " + other.sql() + ")");
            default ->
                new Condition(
                        "(" + one.cel() + " || " + other.cel() + ")", "(" + one.sql() + " or " + other.sql() + ")");
        };
    }

    private Condition leaf() {
        var n = random.nextInt(6);
        return switch (random.nextInt(8)) {
            case 0 -> new Condition("lines >= " + n, "lines >= " + n);
            case 1 -> new Condition("district in ['d00', 'd0" + n + "']", "district in ('d00', 'd0" + n + "')");
            case 2 -> new Condition("fee < yuan(" + n + ")", "fee < " + n * 100);
            case 3 -> new Condition("length == " + n + ".5", "length = " + n + ".5");
            case 4 -> new Condition("roofed", "roofed");
            case 5 -> new Condition("known(name)", "name is not null");
            case 6 ->
                new Condition("opened_on > date('2020-01-0" + (1 + n) + "')", "opened_on > '2020-01-0" + (1 + n) + "'");
            default -> new Condition("name.startsWith('a')", "name like 'a%'");
        };
    }

    private List<String> byRest(AnOpenDataset stops, Map<String, Object> question) {
        var rows = new ArrayList<String>();
        var parameters = new HashMap<>(question);
        parameters.put("limit", 1 + random.nextInt(50));
        for (var more = true; more; ) {
            var page = stops.records(parameters);
            assertThat(page.statusCode()).as("%s %s", question, page.asString()).isEqualTo(200);
            page.<List<Map<String, Object>>>path("items").forEach(item -> rows.add(text(item.values())));
            var next = page.<String>path("next");
            more = next != null;
            parameters.put("cursor", String.valueOf(next));
        }
        return rows;
    }

    private static List<String> byFile(AnOpenDataset stops, Map<String, Object> question) {
        var parameters = new HashMap<>(question);
        parameters.put("format", "ndjson");
        var file = new String(stops.ask("export", parameters).asByteArray(), StandardCharsets.UTF_8);
        return file.lines()
                .map(line ->
                        text(JsonPath.from(line).<Map<String, Object>>get("").values()))
                .toList();
    }

    private List<String> bySql(AnOpenDataset stops, List<String> select, Condition condition, List<String> order) {
        var columns = select.stream()
                .map(field -> field.equals("fee") ? "round(r.fee / 100.0, 2)" : "r." + field)
                .map(column -> "(" + column + ")::text")
                .collect(Collectors.joining(", "));
        var by = order.stream()
                .map(field -> field.startsWith("-")
                        ? "r." + field.substring(1) + " desc nulls last"
                        : "r." + field + " nulls last")
                .collect(Collectors.toCollection(ArrayList::new));
        by.add("r.district");
        by.add("r.stop");
        var sql = "select %s from records.\"%s\" r where not _withdrawn and (%s) order by %s"
                .formatted(columns, stops.id(), condition.sql(), String.join(", ", by));
        var rows = pool.query(sql).execute().await().atMost(PATIENCE);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> text(values(row, select.size())))
                .toList();
    }

    private static List<Object> values(Row row, int size) {
        var values = new ArrayList<>();
        for (var i = 0; i < size; i++) {
            values.add(row.getValue(i));
        }
        return values;
    }

    /** Numbers by their value: whoever reads JSON may write 0.50 as 0.5. */
    private static String text(Iterable<?> values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> String.valueOf(value)
                        .replaceFirst("(\\.\\d*?)0+$", "$1")
                        .replaceFirst("\\.$", ""))
                .collect(Collectors.joining("|"));
    }
}
