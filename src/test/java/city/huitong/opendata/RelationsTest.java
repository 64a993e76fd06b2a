package city.huitong.opendata;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import city.huitong.developer.ADeveloper;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From record to record by GraphQL, as foreign keys of the descriptions say. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelationsTest {

    private static final int PLACES = 60;
    private static final String TRANSPORT = "department-transport";

    /** One place in a tree of them. */
    private record Place(int code, @Nullable Integer parent, int size) {}

    private final List<Place> tree = tree(new Random(20261129));
    private @Nullable AnOpenDataset places;
    private @Nullable AnOpenDataset stops;
    private @Nullable AnOpenDataset visits;

    private static List<Place> tree(Random random) {
        return IntStream.range(0, PLACES)
                .mapToObj(code -> new Place(code, code < 3 ? null : random.nextInt(code), random.nextInt(5)))
                .toList();
    }

    /** Once, but not before all: only then is it known where the hub listens. */
    @BeforeEach
    void publish() {
        if (places == null) {
            stops = AnOpenDataset.register();
            stops.store("{\"district\":\"d01\",\"stop\":1,\"name\":\"东站\",\"cost\":1}\n"
                    + "{\"district\":\"d02\",\"stop\":1,\"name\":\"西站\",\"cost\":2}");
            places = registered(placesDocument("places-" + suffix()), 201);
            places.store(lines(tree));
            visits = registered(visitsDocument("visits-" + suffix(), stops.id()), 201);
            visits.store("""
                    {"visit":1,"district":"d01","stop":1}
                    {"visit":2,"district":"d02","stop":1}
                    {"visit":3,"district":"d01","stop":1}
                    {"visit":4,"district":"d09","stop":9}
                    {"visit":5,"district":"d01"}""");
            visits.untilInGraphql();
        }
    }

    private static String suffix() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static AnOpenDataset registered(String document, int status) {
        var answer = as("operator").contentType(ContentType.JSON).body(document).post("/v1/datasets");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return new AnOpenDataset(new JsonObject(document).getString("id"));
    }

    private static String lines(List<Place> places) {
        return places.stream().map(RelationsTest::line).reduce("", String::concat);
    }

    private static String line(Place place) {
        var parent = place.parent == null ? "" : ",\"parent\":" + place.parent;
        return "{\"code\":%d,\"size\":%d%s}%n".formatted(place.code, place.size, parent);
    }

    private static String placesDocument(String id) {
        return document(
                id,
                "code",
                "\"code\": {\"type\": \"integer\"}, \"parent\": {\"type\": \"integer\"}, \"size\": {\"type\": \"integer\"}",
                "{\"fields\": [\"parent\"], \"reference\": \"%s\", \"name\": \"above\", \"inverse\": \"places_below\"}"
                        .formatted(id));
    }

    private static String visitsDocument(String id, String stops) {
        return document(
                id,
                "visit",
                "\"visit\": {\"type\": \"integer\"}, \"district\": {\"type\": \"string\", \"pattern\": \"^d[0-9]{2}$\"},"
                        + " \"stop\": {\"type\": \"integer\"}",
                "{\"fields\": [\"district\", \"stop\"], \"reference\": \"%s\", \"name\": \"at\", \"inverse\": \"visits_%s\"}"
                        .formatted(stops, id.substring(id.indexOf('-') + 1)));
    }

    private static String document(String id, String key, String properties, String foreignKeys) {
        return """
                {"id": "%s", "department": "transport", "title": {"zh": "地点", "en": "Places"}, "key": ["%s"],
                 "sharing": "unconditional", "opening": "unconditional", "source": "pushed",
                 "open": {"licence": "https://creativecommons.org/licenses/by/4.0/", "keywords": {"zh": ["地"], "en": ["place"]},
                   "frequency": "daily", "themes": ["TRAN"], "foreignKeys": [%s]},
                 "schema": {"type": "object", "additionalProperties": false, "required": ["%s"], "properties": {%s}}}""".formatted(id, key, foreignKeys, key, properties);
    }

    @Test
    void threeLevelsHoldWhatTheTreeHolds() {
        var random = new Random(7);
        for (var round = 0; round < 20; round++) {
            int first = 1 + random.nextInt(4);
            int size = random.nextInt(4);
            var descending = random.nextBoolean();
            var below = "placesBelow(first: %d, where: \"size >= %d\", orderBy: [%s])"
                    .formatted(first, size, descending ? "size_DESC" : "size_ASC");
            var asked =
                    "{ openData { page: %s(first: 60) { nodes { code %s { totalCount nodes { code %s { nodes { code } } } } } } } }"
                            .formatted(places.graphqlField(), below, below);
            var nodes = page(data(asked)).getJsonArray("nodes");
            assertThat(nodes).hasSize(PLACES);
            for (var each : nodes) {
                var node = (JsonObject) each;
                var page = node.getJsonObject("placesBelow");
                var expected = below(node.getInteger("code"), size, descending);
                assertThat(page.getInteger("totalCount")).isEqualTo(expected.size());
                assertThat(codes(page)).isEqualTo(firsts(expected, first));
                page.getJsonArray("nodes").stream()
                        .map(JsonObject.class::cast)
                        .forEach(deeper -> assertThat(codes(deeper.getJsonObject("placesBelow")))
                                .isEqualTo(firsts(below(deeper.getInteger("code"), size, descending), first)));
            }
        }
    }

    private List<Place> below(int code, int size, boolean descending) {
        var bySize = Comparator.comparingInt(Place::size);
        return tree.stream()
                .filter(place -> place.parent != null && place.parent == code && place.size >= size)
                .sorted((descending ? bySize.reversed() : bySize).thenComparingInt(Place::code))
                .toList();
    }

    private static List<Integer> firsts(List<Place> places, int first) {
        return places.stream().limit(first).map(Place::code).toList();
    }

    private static List<Integer> codes(JsonObject page) {
        return page.getJsonArray("nodes").stream()
                .map(node -> ((JsonObject) node).getInteger("code"))
                .toList();
    }

    @Test
    void aliasesAndEdgesWithOtherArgumentsGetTheirOwnAnswers() {
        var asked = """
                { openData { page: %s(first: 1) {
                  nodes { a: placesBelow(first: 1) { nodes { code } } b: placesBelow(first: 3) { nodes { code } } }
                  edges { node { a: placesBelow(first: 2) { nodes { code } } ...more } } } } }
                fragment more on P%sRecord { placesBelow(where: "size == 1") { nodes { code size } } }
                """.formatted(places.graphqlField(), places.graphqlField().substring(1));
        var page = page(data(asked));
        var all = below(0, 0, false).stream().map(Place::code).sorted().toList();
        var node = page.getJsonArray("nodes").getJsonObject(0);
        var edge = page.getJsonArray("edges").getJsonObject(0).getJsonObject("node");
        assertThat(all).as("the tree has enough below the first").hasSizeGreaterThan(3);
        assertThat(codes(node.getJsonObject("a"))).isEqualTo(all.subList(0, 1));
        assertThat(codes(node.getJsonObject("b"))).isEqualTo(all.subList(0, 3));
        assertThat(codes(edge.getJsonObject("a"))).isEqualTo(all.subList(0, 2));
        assertThat(codes(edge.getJsonObject("placesBelow")))
                .containsExactlyElementsOf(below(0, 1, false).stream()
                        .filter(place -> place.size == 1)
                        .map(Place::code)
                        .toList());
    }

    @Test
    void leadsUpAgainAndNowhereFromTheTop() {
        var asked = "{ openData { page: %s(first: 100) { nodes { code above { code above { code } } } } } }"
                .formatted(places.graphqlField());
        for (var each : page(data(asked)).getJsonArray("nodes")) {
            var node = (JsonObject) each;
            var parent = tree.get(node.getInteger("code")).parent;
            var above = Optional.ofNullable(node.getJsonObject("above"));
            assertThat(above.map(up -> up.getInteger("code"))).isEqualTo(Optional.ofNullable(parent));
            above.ifPresent(up -> assertThat(
                            Optional.ofNullable(up.getJsonObject("above")).map(top -> top.getInteger("code")))
                    .isEqualTo(Optional.ofNullable(tree.get(parent).parent)));
        }
    }

    @Test
    void leadsToAnotherDatasetByAKeyOfTwoFields() {
        var back = "visits" + visits.id().substring(visits.id().indexOf('-') + 1);
        var name = back.substring(0, 6) + back.substring(6, 7).toUpperCase(Locale.ROOT) + back.substring(7);
        var asked =
                "{ openData { page: %s { nodes { visit at { name %s(first: 5) { totalCount nodes { visit } } } } } } }"
                        .formatted(visits.graphqlField(), name);
        var names = new ArrayList<String>();
        for (var each : page(data(asked)).getJsonArray("nodes")) {
            var at = ((JsonObject) each).getJsonObject("at");
            names.add(
                    at == null
                            ? "none"
                            : at.getString("name")
                                    + at.getJsonObject(name)
                                            .getJsonArray("nodes")
                                            .size());
        }
        assertThat(names).containsExactly("东站2", "西站1", "东站2", "none", "none");
    }

    @Test
    void pagesOfOneRecordGoOn() {
        var all = below(0, 0, false).stream().map(Place::code).sorted().toList();
        var first =
                "{ openData { page: %s(first: 2) { nodes { id placesBelow(first: 2) { pageInfo { hasNextPage endCursor } nodes { code } } } } } }"
                        .formatted(places.graphqlField());
        var top = page(data(first)).getJsonArray("nodes").getJsonObject(0);
        var page = top.getJsonObject("placesBelow");
        var read = new ArrayList<>(codes(page));
        var rest =
                "{ node(id: \"%s\") { ... on P%sRecord { placesBelow(first: 2, after: \"%s\") { pageInfo { hasNextPage endCursor } nodes { code } } } } }";
        while (page.getJsonObject("pageInfo").getBoolean("hasNextPage")) {
            var cursor = page.getJsonObject("pageInfo").getString("endCursor");
            page = data(rest.formatted(
                            top.getString("id"), places.graphqlField().substring(1), cursor))
                    .getJsonObject("node")
                    .getJsonObject("placesBelow");
            read.addAll(codes(page));
        }
        assertThat(read).isEqualTo(all);

        var others = page(data(first)).getJsonArray("nodes").getJsonObject(1).getString("id");
        var cursor = top.getJsonObject("placesBelow").getJsonObject("pageInfo").getString("endCursor");
        var refused = ask(rest.formatted(others, places.graphqlField().substring(1), cursor));
        assertThat(codeOf(refused)).isEqualTo("cursor-invalid");
    }

    @Test
    void belowAVersionOfThePastIsThatVersion() {
        var dataset = registered(placesDocument("places-" + suffix()), 201);
        dataset.store("{\"code\":1,\"size\":1}\n{\"code\":2,\"parent\":1,\"size\":1}");
        dataset.untilInGraphql();
        var asked =
                "{ openData { page: %s(first: 1%s) { publishedAt version nodes { placesBelow { version nodes { size } } } } } }";
        var before = page(data(asked.formatted(dataset.graphqlField(), "")));
        dataset.store("{\"code\":2,\"parent\":1,\"size\":2}");
        var then = ", asOf: \"" + before.getString("publishedAt") + "\"";
        assertThat(page(data(asked.formatted(dataset.graphqlField(), then)))).isEqualTo(before);
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(page(data(asked.formatted(dataset.graphqlField(), "")))
                                .encode())
                        .contains("\"size\":2"));
    }

    @Test
    void tellsWhatIsWrongWhereItIs() {
        var asked = ask(
                "{ openData { page: %s(first: 2) { nodes { code placesBelow(where: \"x == 1\") { nodes { code } } } } } }"
                        .formatted(places.graphqlField()));
        var answer = new JsonObject(asked.asString());
        var error = answer.getJsonArray("errors").getJsonObject(0);
        assertThat(codeOf(asked)).isEqualTo("query-invalid");
        assertThat(error.getJsonArray("path"))
                .isEqualTo(new JsonArray(List.of("openData", "page", "nodes", 0, "placesBelow")));
        assertThat(page(answer.getJsonObject("data")).getJsonArray("nodes")).hasSize(2);
        var tooMany =
                ask("{ openData { page: %s(first: 2) { nodes { placesBelow(first: 1001) { nodes { code } } } } } }"
                        .formatted(places.graphqlField()));
        assertThat(codeOf(tooMany)).isEqualTo("query-invalid");
        var tooCostly =
                ask("{ openData { page: %s(first: 1000) { nodes { placesBelow(first: 1000) { nodes { code } } } } } }"
                        .formatted(places.graphqlField()));
        assertThat(codeOf(tooCostly)).isEqualTo("query-too-costly");
    }

    @Test
    void whatIsOpenUnderConditionsLeadsNowhereWithoutAnAgreement() {
        var id = "costs-" + suffix();
        registered(
                document(
                                id,
                                "cost",
                                "\"cost\": {\"type\": \"number\", \"format\": \"money\"}, \"of\": {\"type\": \"integer\"}",
                                "{\"fields\": [\"of\"], \"reference\": \"%s\", \"name\": \"spent_at\", \"inverse\": \"spent_%s\"}"
                                        .formatted(places.id(), id.substring(6)))
                        .replace(
                                "\"foreignKeys\"",
                                "\"fields\": {\"of\": {\"opening\": \"conditional\"}}, \"foreignKeys\""),
                201);
        var costs = new AnOpenDataset(id);
        costs.store("{\"cost\":1,\"of\":1}");
        costs.untilInGraphql();
        var up = "{ openData { page: %s { nodes { cost spentAt { code } } } } }".formatted(costs.graphqlField());
        assertThat(codeOf(ask(up))).isEqualTo("agreement-required");
        var back = spent(id);
        var down = "{ openData { page: %s(where: \"code == 1\") { nodes { above { code } %s { nodes { cost } } } } } }"
                .formatted(places.graphqlField(), back);
        assertThat(codeOf(ask(down))).isEqualTo("agreement-required");

        var developer = agreed(id);
        assertThat(answer(developer, up).encode()).contains("\"spentAt\":{\"code\":1}");
        assertThat(answer(developer, down).encode()).contains("\"" + back + "\":{\"nodes\":[{\"cost\":1");
        assertThat(codeOf(ask(down))).isEqualTo("agreement-required");
    }

    private static String spent(String id) {
        var rest = id.substring(6);
        return "spent" + rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
    }

    /** A developer whose agreement about the dataset is in force. */
    private static ADeveloper agreed(String dataset) {
        var developer = ADeveloper.register();
        var path = "/v1/open/datasets/" + dataset + "/";
        String words = RestAssured.get(path + "agreement-words").path("sha256");
        String id = developer
                .sends()
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "A study", "use", "Charts", "words", words))
                .post(path + "agreements")
                .path("id");
        var approved = as(TRANSPORT)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "as tested"))
                .post(path + "agreements/" + id + "/approve");
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() -> developer
                                .sends()
                                .queryParam("select", "of")
                                .get(path + "records")
                                .statusCode()
                        == 200);
        return developer;
    }

    private static JsonObject answer(ADeveloper developer, String query) {
        var answer = new JsonObject(developer
                .sends()
                .contentType(ContentType.JSON)
                .body(new JsonObject(Map.of("query", query)).encode())
                .post("/graphql")
                .asString());
        assertThat(answer.getJsonArray("errors")).as(query).isNull();
        return answer.getJsonObject("data");
    }

    /** Each would read thousands of records, or send dozens of statements, however small the document is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{openData{a:$(first:1){nodes{...X}} b:$(first:1000){nodes{...X}}}} fragment X on P#Record{placesBelow(first:1000){nodes{code}}}",
                "{openData{a:$(first:1000){nodes{placesBelow(first:1000){__typename}}}}}",
                "{openData{a:$(first:1){nodes{@}}}}",
                "{openData{a:$(first:1){nodes{...A1}}}} %"
            })
    void costsWhatItIsMultipliedBy(String query) {
        var aliases = IntStream.range(0, 60)
                .mapToObj(i -> "a" + i + ":placesBelow(first:1,where:\"size==" + i + "\"){totalCount}")
                .collect(Collectors.joining(" "));
        var fragments = IntStream.range(1, 9)
                .mapToObj(i -> ("fragment A%d on P#Record{x:placesBelow(first:1){nodes{above{...A%d}}}"
                                + " y:placesBelow(first:2){nodes{above{...A%d}}}}")
                        .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" ", "", " fragment A9 on P#Record{code}"));
        var whole = query.replace("@", aliases)
                .replace("%", fragments)
                .replace("$", places.graphqlField())
                .replace("#", places.graphqlField().substring(1));
        assertThat(codeOf(ask(whole))).isIn("query-too-costly", "query-too-deep");
    }

    @Test
    void relatedRecordsOfAnotherDatasetAreThoseOfTheTimeThatIsAskedFor() {
        var asked = "{ openData { page: %s(first: 2%s) { nodes { at { name } } } } }";
        var before = Instant.now();
        stops.store("{\"district\":\"d01\",\"stop\":1,\"name\":\"东站二\",\"cost\":1}");
        var now = visits.graphqlField();
        assertThat(names(asked.formatted(now, ""))).contains("东站二");
        assertThat(names(asked.formatted(now, ", asOf: \"" + before + "\"")))
                .contains("东站")
                .doesNotContain("东站二");
        stops.store("{\"district\":\"d01\",\"stop\":1,\"name\":\"东站\",\"cost\":1}");
        assertThat(names(asked.formatted(now, ", asOf: \"" + before + "\"")))
                .contains("东站")
                .doesNotContain("东站二");
    }

    private static List<String> names(String query) {
        return page(data(query)).getJsonArray("nodes").stream()
                .map(node -> ((JsonObject) node).getJsonObject("at").getString("name"))
                .toList();
    }

    @Test
    void whatIsWithheldFromNowOnIsInNoAnswerGivenAgain() {
        var dataset = AnOpenDataset.register();
        dataset.store("{\"district\":\"d01\",\"stop\":1,\"name\":\"东站\"}");
        dataset.untilInGraphql();
        var query = "{ openData { page: %s { nodes { stop name } } } }".formatted(dataset.graphqlField());
        var address = "/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        var tag = Awaitility.await().atMost(Hub.DEADLINE).until(() -> tag(address), known -> unchanged(address, known));
        dataset.change(
                dataset.document()
                        .replace(
                                "\"keeper\": {\"opening\"",
                                "\"name\": {\"opening\": \"none\", \"reason\": {\"zh\": \"人\", \"en\": \"a person\"}}, \"keeper\": {\"opening\""));
        var again = RestAssured.given()
                .urlEncodingEnabled(false)
                .header("If-None-Match", tag)
                .get(address);
        assertThat(again.statusCode()).isNotEqualTo(304);
        assertThat(again.asString()).doesNotContain("东站");
    }

    @Test
    void aNameThatLeadsBackIsTakenForWhatIsAddedLater() {
        var answer = as("operator")
                .contentType(ContentType.JSON)
                .body(stops.document()
                        .replace(
                                "\"seen_at\": {",
                                "\"visits_" + visits.id().substring(visits.id().indexOf('-') + 1)
                                        + "\": {\"type\": \"string\"}, \"seen_at\": {"))
                .put("/v1/datasets/" + stops.id());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.asString()).contains("\"duplicate\"");
    }

    @Test
    void whoHasTheAnswerIsTold304UntilEitherDatasetIsPublished() {
        var query =
                "{ openData { page: %s(first: 5) { nodes { visit at { name } } } } }".formatted(visits.graphqlField());
        var address = "/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        var tags = Awaitility.await().atMost(Hub.DEADLINE).until(() -> tag(address), tag -> unchanged(address, tag));
        stops.store("{\"district\":\"d02\",\"stop\":1,\"name\":\"西北站\",\"cost\":2}");
        Awaitility.await().atMost(Hub.DEADLINE).until(() -> !unchanged(address, tags));
        stops.store("{\"district\":\"d02\",\"stop\":1,\"name\":\"西站\",\"cost\":2}");
    }

    private static String tag(String address) {
        return RestAssured.given().urlEncodingEnabled(false).get(address).header("ETag");
    }

    private static boolean unchanged(String address, String tag) {
        return RestAssured.given()
                        .urlEncodingEnabled(false)
                        .header("If-None-Match", tag)
                        .get(address)
                        .statusCode()
                == 304;
    }

    @Test
    void keysOfOtherRecordsAreAsShortAsAnIndexHoldsThem() {
        var id = "places-" + suffix();
        var properties = "\"code\": {\"type\": \"string\"}, \"parent\": {\"type\": \"string\"}";
        var key = "{\"fields\": [\"parent\"], \"reference\": \"%s\", \"name\": \"above\", \"inverse\": \"below\"}"
                .formatted(id);
        var before = registered(document(id, "code", properties, ""), 201);
        before.store("{\"code\":\"a\",\"parent\":\"%s\"}".formatted(random(4_000)));

        var refused = as("operator")
                .contentType(ContentType.JSON)
                .body(document(id, "code", properties, key))
                .put("/v1/datasets/" + id);
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errors[0].code")).isEqualTo("key-too-long");

        var linked = "linked-" + suffix();
        registered(document(linked, "code", properties, key.replace(id, linked)), 201);
        var answer =
                Hub.send("department-transport", linked, """
                {"code":"%s","parent":"a"}
                {"code":"b","parent":"%s"}
                {"code":"c","parent":"%s"}""".formatted(random(1_001), random(1_001), random(1_000)));
        answer.statusCode(200).body("accepted", equalTo(1)).body("rejected", equalTo(2));
        as("department-transport")
                .get("/v1/batches/" + answer.extract().path("batchId") + "/rejections")
                .then()
                .body("items.code", everyItem(equalTo("key-too-long")))
                .body("items.pointer", containsInAnyOrder("/code", "/parent"));
    }

    private static String random(int length) {
        return new Random(length)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"fields\": [\"parent\"], \"reference\": \"nowhere\", \"name\": \"a\", \"inverse\": \"b\"}`, unknown-dataset, /open/foreignKeys/0/reference",
                "`{\"fields\": [\"parent\", \"size\"], \"reference\": \"ID\", \"name\": \"a\", \"inverse\": \"b\"}`, key-mismatch, /open/foreignKeys/0/fields",
                "`{\"fields\": [\"x\"], \"reference\": \"ID\", \"name\": \"a\", \"inverse\": \"b\"}`, unknown-field, /open/foreignKeys/0/fields/0",
                "`{\"fields\": [], \"reference\": \"ID\", \"name\": \"a\", \"inverse\": \"b\"}`, fields-missing, /open/foreignKeys/0/fields",
                "`{\"fields\": [\"parent\"], \"reference\": \"ID\", \"name\": \"size\", \"inverse\": \"b\"}`, duplicate, /open/foreignKeys/0/name",
                "`{\"fields\": [\"parent\"], \"reference\": \"ID\", \"name\": \"a\", \"inverse\": \"a\"}`, duplicate, /open/foreignKeys/0/inverse",
                "`{\"fields\": [\"parent\"], \"reference\": \"ID\", \"name\": \"a\", \"inverse\": \"code\"}`, duplicate, /open/foreignKeys/0/inverse",
                "`{\"fields\": [\"parent\"], \"reference\": \"ID\", \"name\": \"A b\", \"inverse\": \"b\"}`, name-expected, /open/foreignKeys/0/name",
                "`{\"fields\": [\"parent\"], \"reference\": \"ID\", \"name\": \"a\"}`, text-expected, /open/foreignKeys/0/inverse"
            })
    void refusesForeignKeysThatLeadNowhere(String key, String code, String pointer) {
        var id = "places-" + suffix();
        var document = document(
                id,
                "code",
                "\"code\": {\"type\": \"integer\"}, \"parent\": {\"type\": \"integer\"}, \"size\": {\"type\": \"integer\"}",
                key.replace("ID", id));
        var answer = as("operator").contentType(ContentType.JSON).body(document).post("/v1/datasets");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        var error = new JsonObject(answer.asString()).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("code")).as(answer.asString()).isEqualTo(code);
        assertThat(error.getString("pointer")).isEqualTo(pointer);
    }

    @Test
    void foreignKeysComeAndGo() {
        var id = "places-" + suffix();
        var with = placesDocument(id);
        var without = with.replaceFirst("\\{\"fields\": \\[\"parent\"\\][^}]*\\}", "");
        var dataset = registered(without, 201);
        dataset.change(with);
        dataset.change(with.replace("\"above\"", "\"over\""));
        dataset.change(without);
        dataset.change(with);
        dataset.store("{\"code\":1,\"size\":1}\n{\"code\":2,\"parent\":1,\"size\":1}");
        dataset.untilInGraphql();
        var asked = "{ openData { page: %s { nodes { above { code } } } } }".formatted(dataset.graphqlField());
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() -> ask(asked).asString().contains("\"above\":{\"code\":1}"));
    }

    @Test
    void theDescriptionIsAnsweredWithItsForeignKeys() {
        var described = as("operator").get("/v1/datasets/" + places.id()).asString();
        var put = as("operator").contentType(ContentType.JSON).body(described).put("/v1/datasets/" + places.id());
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(put.asString()).isEqualTo(described).contains("places_below");
        assertThat(RestAssured.get("/v1/open/datasets/" + places.id()).asString())
                .contains("\"inverse\":\"places_below\"");
    }

    private static JsonObject page(JsonObject data) {
        return data.getJsonObject("openData").getJsonObject("page");
    }

    private static JsonObject data(String query) {
        var answer = new JsonObject(ask(query).asString());
        assertThat(answer.getJsonArray("errors")).as(query).isNull();
        return answer.getJsonObject("data");
    }

    private static Response ask(String query) {
        return RestAssured.given()
                .contentType("application/json")
                .body(new JsonObject(Map.of("query", query)).encode())
                .post("/graphql");
    }

    private static String codeOf(Response answer) {
        var errors = new JsonObject(answer.asString()).getJsonArray("errors");
        assertThat(errors).as(answer.asString()).isNotNull();
        return errors.getJsonObject(0).getJsonObject("extensions").getString("code");
    }
}
