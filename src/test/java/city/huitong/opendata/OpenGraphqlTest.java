package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open datasets by GraphQL, as a developer without a token asks for them: with types of their own and the rows of REST. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenGraphqlTest {

    private static final int STOPS = 40;
    private static final int LOOPS = 64;

    /** What everybody may read, by the name in GraphQL. */
    private static final Map<String, String> FIELDS = Map.of(
            "district", "district",
            "stop", "stop",
            "name", "name",
            "lines", "lines",
            "length", "length",
            "fee", "fee",
            "roofed", "roofed",
            "openedOn", "opened_on",
            "seenAt", "seen_at",
            "tags", "tags");

    private @Nullable AnOpenDataset stops;

    /** Once, but not before all: only then is it known where the hub listens. */
    @BeforeEach
    void publish() {
        if (stops == null) {
            stops = registered();
        }
    }

    private static AnOpenDataset registered() {
        var stops = AnOpenDataset.register();
        stops.store(IntStream.range(0, STOPS).mapToObj(OpenGraphqlTest::line).reduce("", String::concat));
        return stops.untilInGraphql();
    }

    private static String line(int stop) {
        var lines = stop % 7 == 0 ? "" : ",\"lines\":" + stop % 5;
        return """
                {"district":"d%02d","stop":%d,"name":"站%d"%s,"length":%d.5,"fee":%d.25,"roofed":%b,"opened_on":"20%02d-03-01",\
                "seen_at":"2026-11-01T%02d:30:00+08:00","tags":["a","%d"],"keeper":"李四","cost":9.99}
                """.formatted(stop % 4, stop, stop, lines, stop, stop, stop % 2 == 0, stop % 20, stop % 24, stop);
    }

    @Test
    void answersTheRowsOfRest() {
        var random = new Random(20261129);
        for (var round = 0; round < 30; round++) {
            var names = names(random);
            var where = random.nextBoolean() ? "" : "lines >= " + random.nextInt(5);
            var order = names.stream()
                    .filter(name -> !name.equals("tags"))
                    .limit(random.nextInt(3))
                    .map(name -> (random.nextBoolean() ? "-" : "") + name)
                    .toList();
            var first = 1 + random.nextInt(STOPS);
            assertThat(byGraphql(names, where, order, first))
                    .as("%s where %s by %s, %d", names, where, order, first)
                    .isEqualTo(byRest(names, where, order, first));
        }
    }

    private static List<String> names(Random random) {
        var names = new ArrayList<>(FIELDS.keySet().stream().sorted().toList());
        Collections.shuffle(names, random);
        return names.subList(0, 1 + random.nextInt(names.size()));
    }

    private List<Object> byGraphql(List<String> names, String where, List<String> order, int first) {
        var orders = order.stream()
                .map(step -> step.startsWith("-") ? step.substring(1) + "_DESC" : step + "_ASC")
                .collect(Collectors.joining(", ", "[", "]"));
        var arguments = "first: %d, orderBy: %s%s"
                .formatted(first, orders, where.isEmpty() ? "" : ", where: \"" + where + "\"");
        var page = page("(" + arguments + ") { totalCount nodes { " + String.join(" ", names) + " } edges { node { "
                + String.join(" ", names) + " } } }");
        var rows = page.getJsonArray("nodes");
        assertThat(page.getJsonArray("edges").stream()
                        .map(edge -> ((JsonObject) edge).getJsonObject("node"))
                        .toList())
                .isEqualTo(rows.stream().toList());
        var all = new ArrayList<Object>(List.of(page.getLong("totalCount")));
        rows.forEach(row -> all.add(values((JsonObject) row, names, false)));
        return all;
    }

    private List<Object> byRest(List<String> names, String where, List<String> order, int first) {
        var parameters = new HashMap<String, Object>(Map.of(
                "limit",
                first,
                "count",
                "exact",
                "select",
                names.stream().map(FIELDS::get).collect(Collectors.joining(","))));
        if (!where.isEmpty()) {
            parameters.put("where", where);
        }
        if (!order.isEmpty()) {
            parameters.put(
                    "order_by",
                    order.stream()
                            .map(step -> step.startsWith("-") ? "-" + FIELDS.get(step.substring(1)) : FIELDS.get(step))
                            .collect(Collectors.joining(",")));
        }
        var page = new JsonObject(stops.records(parameters).asString());
        var all = new ArrayList<Object>(List.of(page.getLong("count")));
        page.getJsonArray("items").forEach(row -> all.add(values((JsonObject) row, names, true)));
        return all;
    }

    private static Map<String, Object> values(JsonObject row, List<String> names, boolean byRest) {
        var values = new HashMap<String, Object>();
        for (var name : names) {
            values.put(name, value(row.getValue(byRest ? FIELDS.get(name) : name), name));
        }
        assertThat(row.size()).isEqualTo(names.size());
        return values;
    }

    private static @Nullable Object value(@Nullable Object value, String name) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case String text when name.equals("tags") -> new JsonArray(text);
            case null -> null;
            default -> value;
        };
    }

    @Test
    void writesValuesAsTheyWereSent() {
        var answer =
                ask("{ openData { %s(where: \"stop == 5\") { nodes { fee length seenAt openedOn lines roofed tags } } } }"
                                .formatted(stops.graphqlField()))
                        .asString();
        assertThat(answer)
                .contains(
                        "\"fee\":5.25",
                        "\"length\":5.5",
                        "\"seenAt\":\"2026-11-01T05:30:00+08:00\"",
                        "\"openedOn\":\"2005-03-01\"",
                        "\"lines\":0",
                        "\"roofed\":false");
    }

    @Test
    void pagesFollowEachOtherWithNothingTwice() {
        var seen = new ArrayList<Object>();
        var cursor = "null";
        var more = true;
        while (more) {
            var page = page(("(first: 7, after: %s, orderBy: [lines_DESC]) { edges { cursor node { district stop } }"
                            + " pageInfo { hasNextPage endCursor } }")
                    .formatted(cursor));
            page.getJsonArray("edges").forEach(edge -> seen.add(((JsonObject) edge).getJsonObject("node")));
            var end = page.getJsonObject("pageInfo").getString("endCursor");
            assertThat(page.getJsonArray("edges"))
                    .allMatch(edge -> !((JsonObject) edge).getString("cursor").isBlank());
            cursor = '"' + end + '"';
            more = page.getJsonObject("pageInfo").getBoolean("hasNextPage");
        }
        assertThat(seen).hasSize(STOPS);
        assertThat(new HashSet<>(seen)).hasSize(STOPS);
        var same = page("(first: 3, orderBy: [lines_DESC]) { edges { cursor node { stop } } }")
                .getJsonArray("edges");
        var second = same.getJsonObject(0).getString("cursor");
        assertThat(page("(first: 2, after: \"" + second + "\", orderBy: [lines_DESC]) { edges { node { stop } } }")
                        .getJsonArray("edges")
                        .stream()
                        .map(edge -> ((JsonObject) edge).getJsonObject("node"))
                        .toList())
                .isEqualTo(same.stream()
                        .skip(1)
                        .map(edge -> ((JsonObject) edge).getJsonObject("node"))
                        .toList());
    }

    @Test
    void answersAVersionOfThePast() {
        var own = registered();
        var then = page(own, " { publishedAt version totalCount }");
        own.store("{\"$withdraw\":true,\"district\":\"d00\",\"stop\":0}\n");
        var now = page(own, " { totalCount version nodes { stop } }");
        var past = page(
                own,
                "(asOf: \"" + then.getString("publishedAt") + "\", first: 1) { totalCount version nodes { stop } }");
        assertThat(now.getLong("totalCount")).isEqualTo(STOPS - 1);
        assertThat(past.getLong("totalCount")).isEqualTo(STOPS);
        assertThat(past.getLong("version")).isEqualTo(then.getLong("version"));
        assertThat(past.getJsonArray("nodes")).isEqualTo(new JsonArray("[{\"stop\":0}]"));
    }

    @Test
    void groupsAreThoseOfRest() {
        var page =
                data(("{ openData { %sGroups(groupBy: [\"district\", \"year(opened_on) as year\"], aggregate: [\"count\","
                                        + " \"sum(fee) as fees\", \"avg(lines)\"], orderBy: [\"-fees\"], where: \"stop < 30\", first: 9)"
                                        + " { nodes { keys { name text } values { name text } } edges { cursor } pageInfo { hasNextPage } } } }")
                                .formatted(stops.graphqlField()))
                        .getJsonObject("openData")
                        .getJsonObject(stops.graphqlField() + "Groups");
        var rest = new JsonObject(stops.ask(
                        "groups",
                        Map.of(
                                "group_by",
                                "district,year(opened_on) as year",
                                "aggregate",
                                "count,sum(fee) as fees,avg(lines)",
                                "order_by",
                                "-fees",
                                "where",
                                "stop < 30",
                                "limit",
                                9))
                .asString());
        var groups = page.getJsonArray("nodes").stream()
                .map(group -> texts((JsonObject) group))
                .toList();
        assertThat(groups)
                .hasSize(9)
                .isEqualTo(rest.getJsonArray("items").stream()
                        .map(row -> texts(((JsonObject) row).getMap()))
                        .toList());
        assertThat(page.getJsonArray("edges")).hasSize(9);
        assertThat(page.getJsonObject("pageInfo").getBoolean("hasNextPage")).isTrue();
    }

    private static Map<String, Object> texts(JsonObject group) {
        var texts = new HashMap<String, Object>();
        for (var list : List.of("keys", "values")) {
            group.getJsonArray(list)
                    .forEach(value ->
                            texts.put(((JsonObject) value).getString("name"), ((JsonObject) value).getString("text")));
        }
        return texts(texts);
    }

    private static Map<String, Object> texts(Map<String, Object> values) {
        return values.entrySet().stream()
                .filter(value -> value.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        value -> value.getKey().equals("district")
                                ? value.getValue()
                                : new BigDecimal(value.getValue().toString()).setScale(6, RoundingMode.HALF_UP)));
    }

    @Test
    void aliasesWithOtherArgumentsGetTheirOwnAnswers() {
        var fields = new ArrayList<String>();
        for (var i = 1; i <= 12; i++) {
            fields.add("a%d: %s(first: %d, where: \"stop >= %d\") { totalCount nodes { stop } }"
                    .formatted(i, stops.graphqlField(), i, i));
        }
        var data = data("{ openData { " + String.join(" ", fields) + " } }").getJsonObject("openData");
        for (var i = 1; i <= 12; i++) {
            var page = data.getJsonObject("a" + i);
            var from = i;
            assertThat(page.getLong("totalCount")).isEqualTo(STOPS - i);
            assertThat(page.getJsonArray("nodes"))
                    .hasSize(i)
                    .allMatch(row -> ((JsonObject) row).getInteger("stop") >= from);
        }
    }

    @Test
    void aRecordIsFoundAgainByItsId() {
        var rows =
                page("(first: 3, orderBy: [name_DESC]) { nodes { id name } }").getJsonArray("nodes");
        for (var each : rows) {
            var row = (JsonObject) each;
            var node = data("{ node(id: \"%s\") { __typename id ... on %s { name tags } } }"
                            .formatted(row.getString("id"), type(stops)))
                    .getJsonObject("node");
            assertThat(node.getString("id")).isEqualTo(row.getString("id"));
            assertThat(node.getString("name")).isEqualTo(row.getString("name"));
            assertThat(node.getString("__typename")).isEqualTo(type(stops));
        }
        for (var id : List.of("", "x", "!", "c3RvcDp4", "YnVzLXN0b3BzOng")) {
            isRefused(ask("{ node(id: \"" + id + "\") { id } }"), "record-not-found", null);
        }
    }

    @Test
    void theCatalogueIsAConnectionToo() {
        var catalogue =
                ("{ openData { datasets(q: \"%s\", first: %d, after: %s) { totalCount edges { cursor node { id } }"
                        + " pageInfo { hasNextPage endCursor } } } }");
        var all = data(catalogue.formatted("stop", 1000, "null"))
                .getJsonObject("openData")
                .getJsonObject("datasets");
        var first = data(catalogue.formatted("stop", 1, "null"))
                .getJsonObject("openData")
                .getJsonObject("datasets");
        assertThat(all.getJsonArray("edges").size())
                .isEqualTo(all.getInteger("totalCount"))
                .isGreaterThan(1);
        assertThat(first.getJsonObject("pageInfo").getBoolean("hasNextPage")).isTrue();
        var end = first.getJsonObject("pageInfo").getString("endCursor");
        var second = data(catalogue.formatted("stop", 1, '"' + end + '"'))
                .getJsonObject("openData")
                .getJsonObject("datasets");
        assertThat(second.getJsonArray("edges").getJsonObject(0))
                .isEqualTo(all.getJsonArray("edges").getJsonObject(1));
        var own =
                data("{ openData { datasets(q: \"%s\") { nodes { id version records fields { name opening withheldBecauseEn } } } } }"
                                .formatted(stops.id()))
                        .getJsonObject("openData")
                        .getJsonObject("datasets")
                        .getJsonArray("nodes")
                        .getJsonObject(0);
        assertThat(own.getLong("records")).isEqualTo(STOPS);
        assertThat(own.getJsonArray("fields").encode()).contains("is about a person", "may be a trade secret");
    }

    @Test
    void whatIsWithheldIsNotInTheSchemaButNamedWithItsReason() {
        var answer = ask("{ openData { " + stops.graphqlField() + " { nodes { keeper } } } }");
        assertThat(answer.asString()).contains("field-undefined").doesNotContain("李四");
        isRefused(
                ask("{ openData { " + stops.graphqlField() + "(orderBy: [keeper_ASC]) { version } } }"),
                "request-invalid",
                null);
        var type = data("{ __type(name: \"" + type(stops)
                        + "\") { description fields { name description type { name } } } }")
                .getJsonObject("__type");
        assertThat(type.getString("description")).contains("keeper (个人信息 / is about a person)");
        var names = type.getJsonArray("fields").stream()
                .map(field -> ((JsonObject) field).getString("name"))
                .toList();
        assertThat(names).containsAll(FIELDS.keySet()).contains("id", "cost").hasSize(FIELDS.size() + 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            where: "keeper == 'x'"      | field-withheld     | where
            where: "cost > yuan(1)"     | agreement-required | where
            orderBy: [cost_ASC]         | agreement-required | orderBy
            where: "lines =="           | query-invalid      | where
            where: "lines"              | query-invalid      | where
            where: "nothing == 3"       | query-invalid      | where
            first: 0                    | query-invalid      | first
            first: -1                   | query-invalid      | first
            first: 1001                 | query-invalid      | first
            first: 1000000000           | query-invalid      | first
            after: "x"                  | cursor-invalid     | after
            asOf: "yesterday"           | query-invalid      | asOf
            asOf: "1999-01-01T00:00:00Z" | version-not-found |
            orderBy: [name_ASC, name_DESC] | query-invalid   | orderBy
            """)
    void aWrongArgumentIsRefusedWithItsPlace(String argument, String code, @Nullable String place) {
        var answer = ask("{ openData { %s(%s) { nodes { name } } } }".formatted(stops.graphqlField(), argument));
        isRefused(answer, code, place);
        assertThat(answer.asString()).doesNotContain("李四");
    }

    @Test
    void aConditionOfTenThousandTermsIsRefused() {
        var query = "query($where: String) { openData { %s(where: $where) { nodes { name } } } }"
                .formatted(stops.graphqlField());
        var many = "lines == 1" + " || lines == 1".repeat(9_999);
        isRefused(ask(query, Map.of("where", many)), "query-invalid", "where");
        isRefused(ask(query, Map.of("where", "(".repeat(9_999) + "roofed")), "query-invalid", "where");
    }

    @Test
    void nullCountsAsLeftOut() {
        var arguments = "(where: null, orderBy: null, first: null, after: null, asOf: null)";
        assertThat(page(arguments + " { nodes { stop } }")).isEqualTo(page(" { nodes { stop } }"));
    }

    @Test
    void whatIsRefusedLeavesTheRestOfTheQuery() {
        var answer = new JsonObject(
                ask("{ openData { wrong: %s(where: \"lines ==\") { version } right: %s(first: 1) { nodes { stop } } } }"
                                .formatted(stops.graphqlField(), stops.graphqlField()))
                        .asString());
        assertThat(answer.getJsonArray("errors")).hasSize(1);
        assertThat(answer.getJsonArray("errors").getJsonObject(0).getJsonArray("path"))
                .isEqualTo(new JsonArray(List.of("openData", "wrong")));
        assertThat(answer.getJsonArray("errors").encode()).contains("1:9");
        assertThat(answer.getJsonObject("data").getJsonObject("openData").getJsonObject("right"))
                .isNotNull();
    }

    @Test
    void queriesThatAskTooMuchAreRefused() {
        var many = IntStream.range(0, 1000)
                .mapToObj(i -> "a" + i + ": " + stops.graphqlField() + "(first: 1) { version }")
                .collect(Collectors.joining(" ", "{ openData { ", " } }"));
        isRefused(ask(many), "query-too-costly", null);
        isRefused(
                ask(
                        "{ openData { %s(first: 1000) { nodes { name stop lines fee length roofed openedOn seenAt tags district } } } }"
                                .formatted(stops.graphqlField())),
                "query-too-costly",
                null);
        var circle = "{ openData { %s { nodes { ...a } } } } fragment a on %s { ...b } fragment b on %s { ...a }"
                .formatted(stops.graphqlField(), type(stops), type(stops));
        isRefused(ask(circle), "request-invalid", null);
        isRefused(ask("subscription { myEntitlements { state } }"), "request-invalid", null);
        var introspection =
                new JsonObject(ask(IntrospectionQuery.INTROSPECTION_QUERY).asString());
        assertThat(introspection.getJsonArray("errors")).isNull();
        assertThat(introspection.encode()).contains(type(stops));
        var deep = "ofType { ".repeat(20) + "name" + " }".repeat(20);
        isRefused(ask("{ __type(name: \"Query\") { fields { type { " + deep + " } } } }"), "query-too-deep", null);
    }

    /** Each loop asks all the time, while datasets come; nothing may be lost or wrong. */
    @Test
    void aDatasetAppearsWithoutRestartAndNoQueryIsLost() throws Exception {
        var stop = new AtomicBoolean();
        var asked = new AtomicInteger();
        var wrong = new ConcurrentLinkedQueue<String>();
        var query = "{ openData { %s(first: 2) { nodes { id stop } } } node(id: \"%s\") { id ... on %s { name } } }"
                .formatted(
                        stops.graphqlField(),
                        page("(first: 1) { nodes { id } }")
                                .getJsonArray("nodes")
                                .getJsonObject(0)
                                .getString("id"),
                        type(stops));
        var right = ask(query).asString();
        try (var loops = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < LOOPS; i++) {
                loops.execute(() -> {
                    while (!stop.get()) {
                        var answer = ask(query).asString();
                        asked.incrementAndGet();
                        if (!answer.equals(right)) {
                            wrong.add(answer);
                        }
                    }
                });
            }
            try {
                for (var i = 0; i < 4; i++) {
                    registered();
                }
            } finally {
                stop.set(true);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked.get()).isGreaterThan(LOOPS);
    }

    @Test
    void theSchemaIsServedAsText() {
        var text = RestAssured.get("/graphql/schema.graphql").asString();
        assertThat(text)
                .contains("type " + type(stops) + " implements Node {", stops.graphqlField() + "Groups(")
                .doesNotContain("keeper:");
    }

    @Test
    void theExampleOperationIsAnswered() throws IOException {
        Hub.send("department-transport", "bus-stops", """
                {"stop":"S9999","name":"南门","lines":7,"district":"d03","opened_on":"2020-05-01"}
                """).statusCode(200);
        var query = Files.readString(Path.of("graphql/operations/openData.graphql"));
        var answer = new JsonObject(ask(query, Map.of("where", "lines == 7 && stop == 'S9999'", "first", 5))
                .asString());
        assertThat(answer.getJsonArray("errors")).isNull();
        assertThat(answer.getJsonObject("data").encode()).contains("\"openedOn\":\"2020-05-01\"", "南门");
    }

    private JsonObject page(String rest) {
        return page(stops, rest);
    }

    private static JsonObject page(AnOpenDataset dataset, String rest) {
        return data("{ openData { page: " + dataset.graphqlField() + rest + " } }")
                .getJsonObject("openData")
                .getJsonObject("page");
    }

    private static JsonObject data(String query) {
        var answer = new JsonObject(ask(query).asString());
        assertThat(answer.getJsonArray("errors")).as(query).isNull();
        return answer.getJsonObject("data");
    }

    private static Response ask(String query) {
        return ask(query, Map.of());
    }

    private static Response ask(String query, Map<String, ?> variables) {
        return RestAssured.given()
                .contentType("application/json")
                .body(new JsonObject()
                        .put("query", query)
                        .put("variables", variables)
                        .encode())
                .post("/graphql");
    }

    private static void isRefused(Response answer, String code, @Nullable String place) {
        var errors = new JsonObject(answer.asString()).getJsonArray("errors");
        assertThat(errors).as(answer.asString()).isNotEmpty();
        var extensions = errors.getJsonObject(0).getJsonObject("extensions");
        assertThat(extensions.getString("code")).as(answer.asString()).isEqualTo(code);
        if (place != null) {
            assertThat(extensions
                            .getJsonObject("problem")
                            .getJsonArray("errors")
                            .getJsonObject(0)
                            .getString("pointer"))
                    .isEqualTo(place);
        }
    }

    private static String type(AnOpenDataset dataset) {
        return "S" + dataset.graphqlField().substring(1) + "Record";
    }
}
