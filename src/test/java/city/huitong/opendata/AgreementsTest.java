package city.huitong.opendata;

import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import city.huitong.developer.ADeveloper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreements: from the application to the end, and what they open by every route. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OWNER = "department-transport";
    private static final String OTHER = "department-tax";

    /** A question by each route that names the conditional field. */
    private static final Map<String, Map<String, String>> ROUTES = Map.of(
            "records?select", Map.of("select", "cost"),
            "records?where", Map.of("where", "cost > yuan(1)", "select", "stop"),
            "records?order_by", Map.of("order_by", "-cost", "select", "stop"),
            "groups?group_by", Map.of("group_by", "cost"),
            "groups?aggregate", Map.of("aggregate", "sum(cost) as all"),
            "groups?where", Map.of("where", "cost > yuan(1)"),
            "export?select", Map.of("format", "csv", "select", "cost"),
            "export?where", Map.of("format", "ndjson", "where", "cost > yuan(1)", "select", "stop"),
            "export/manifest?select", Map.of("select", "cost"));

    private static final List<String> QUERIES = List.of(
            "{ nodes { cost } }",
            "(where: \"cost > yuan(1)\") { nodes { stop } }",
            "(orderBy: [cost_DESC]) { nodes { stop } }");

    private final Pool pool;
    private @Nullable AnOpenDataset stops;

    AgreementsTest(Pool pool) {
        this.pool = pool;
    }

    /** Once, but not before all: only then is it known where the hub listens. */
    @BeforeEach
    void publish() {
        if (stops == null) {
            var registered = AnOpenDataset.register();
            registered.store(
                    IntStream.range(0, 12).mapToObj(AgreementsTest::line).reduce("", String::concat));
            stops = registered.untilInGraphql();
        }
    }

    private static String line(int stop) {
        return """
                {"district":"d01","stop":%d,"name":"站%d","keeper":"李四","cost":77%d.5}
                """.formatted(stop, stop, stop);
    }

    @Test
    void anApplicantAgreesToTheWordsAndTheDepartmentDecides() throws Exception {
        var developer = ADeveloper.register();
        var words = given().get(path("agreement-words")).then().statusCode(200).extract();
        var text = words.path("zh") + "\n" + words.path("en");
        assertThat(words.<String>path("sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))));
        isRefused(apply(developer, Map.of("words", "0".repeat(64))), 409, "agreement-words-differ");

        var application = apply(
                developer,
                Map.of("until", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()));
        application.then().statusCode(201).body("state", equalTo("applied"));
        isRefused(apply(developer, Map.of()), 409, "agreement-asked");
        mustNotSee(developer.sends());

        var id = application.<String>path("id");
        isRefused(decide(OTHER, id, "approve"), 403, "forbidden");
        isRefused(decide("operator", id, "approve"), 403, "role-missing");
        isRefused(as(OTHER).get(path("agreements")), 403, "forbidden");
        for (var reader : List.of(OWNER, "operator")) {
            as(reader).get(path("agreements?limit=1000")).then().statusCode(200).body("items.id", hasItem(id));
        }
        decide(OWNER, id, "approve").then().statusCode(200).body("state", equalTo("approved"));
        isRefused(decide(OWNER, id, "approve"), 409, "agreement-decided");
        developer
                .sends()
                .get("/v1/developer/clients/me/agreements")
                .then()
                .statusCode(200)
                .body("items[0].state", equalTo("approved"))
                .body("items[0].endsAt", notNullValue());
    }

    @Test
    void anAgreementOpensConditionalFieldsByEveryRouteToItsClientOnly() {
        var developer = agreed();
        var other = ADeveloper.register();
        ROUTES.forEach((route, parameters) -> {
            var answer = ask(developer.sends(), route, parameters);
            assertThat(answer.statusCode()).as(route + " " + answer.asString()).isEqualTo(200);
            for (var reader : List.<Supplier<RequestSpecification>>of(other::sends, RestAssured::given)) {
                isRefused(ask(reader.get(), route, parameters), 403, "agreement-required");
            }
        });
        for (var query : QUERIES) {
            var field = stops.graphqlField();
            assertThat(graphql(developer.sends(), field + query).asString())
                    .doesNotContain("errors")
                    .contains("nodes");
            assertThat(graphql(other.sends(), field + query).asString())
                    .contains("agreement-required")
                    .doesNotContain("\"77");
        }
        assertThat(graphql(
                                developer.sends(),
                                stops.graphqlField()
                                        + "Groups(aggregate: [\"sum(cost)\"]) { nodes { values { text } } }")
                        .asString())
                .doesNotContain("errors");
        assertThat(graphql(
                                other.sends(),
                                stops.graphqlField()
                                        + "Groups(aggregate: [\"sum(cost)\"]) { nodes { values { text } } }")
                        .asString())
                .contains("agreement-required");
    }

    @Test
    void whoHasNotAgreedGetsTheSameAsBefore() {
        var developer = agreed();
        var all = stops.records(Map.of("select", "stop,cost"));
        isRefused(all, 403, "agreement-required");
        for (var what : List.of("records", "records/d01,1", "records/d01,1/history", "changes")) {
            var more = ask(developer.sends(), what, Map.of());
            var less = ask(given(), what, Map.of());
            assertThat(more.asString()).contains("\"cost\":77").doesNotContain("keeper", "李四");
            assertThat(less.asString()).doesNotContain("cost", "keeper");
            assertThat(more.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(less.header("Cache-Control")).isEqualTo("public, no-cache");
            assertThat(more.header("ETag")).isNotEqualTo(less.header("ETag"));
            given().header("If-None-Match", more.header("ETag"))
                    .get(path(what))
                    .then()
                    .statusCode(200);
        }
        var file = ask(developer.sends(), "export", Map.of("format", "csv"));
        assertThat(file.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(file.asString()).contains("cost").doesNotContain("keeper");
    }

    @Test
    void aRecordIsFoundAgainByItsIdWithWhatItsReaderMayHave() {
        var developer = agreed();
        var field = stops.graphqlField();
        var id = graphql(given(), field + "(first: 1) { nodes { id } }")
                .<String>path("data.openData." + field + ".nodes[0].id");
        var type = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1) + "Record";
        var everybody = "{ node(id: \"%s\") { id ... on %s { name } } }".formatted(id, type);
        var conditional = "{ node(id: \"%s\") { id ... on %s { name cost } } }".formatted(id, type);
        assertThat(query(given(), everybody).asString()).contains("站0").doesNotContain("errors");
        assertThat(query(given(), conditional).asString()).contains("agreement-required");
        assertThat(query(developer.sends(), conditional).asString())
                .contains("770.5")
                .doesNotContain("errors");
    }

    @Test
    void whatIsNotOpenAtAllStaysWithheldFromThoseWhoHaveAgreed() {
        var developer = agreed();
        for (var question :
                List.of(Map.of("select", "keeper"), Map.of("where", "keeper == '李四'"), Map.of("order_by", "keeper"))) {
            isRefused(ask(developer.sends(), "records", question), 403, "field-withheld");
            isRefused(ask(developer.sends(), "export", question), 403, "field-withheld");
        }
        isRefused(ask(developer.sends(), "groups", Map.of("group_by", "keeper")), 403, "field-withheld");
        assertThat(graphql(developer.sends(), stops.graphqlField() + " { nodes { keeper } }")
                        .asString())
                .contains("field-undefined");
    }

    @Test
    void anAgreementThatIsEndedOpensNothingAtOnce() {
        for (var who : List.of(OWNER, "operator")) {
            var developer = agreed();
            var id = mine(developer).<String>path("items[0].id");
            isRefused(decide(OTHER, id, "end"), 403, "forbidden");
            decide(who, id, "end").then().statusCode(200).body("state", equalTo("ended"));
            await().atMost(AT_ONCE).untilAsserted(() -> mustNotSee(developer.sends()));
            mine(developer).then().body("items[0].reason", equalTo("as tested"));
            isRefused(decide(who, id, "end"), 409, "agreement-decided");
        }
    }

    @Test
    void anAgreementEndsByItself() {
        var developer = agreed();
        var id = mine(developer).<String>path("items[0].id");
        pool.query("update dataset_agreement set ends_at = now() - interval '1 second' where id = '" + id
                        + "'; notify huitong_agreements")
                .execute()
                .await()
                .atMost(PATIENCE);
        await().atMost(AT_ONCE).untilAsserted(() -> mustNotSee(developer.sends()));
        mine(developer).then().body("items[0].state", equalTo("ended"));
    }

    @Test
    void whoWasRefusedLearnsWhyAndMayApplyAgain() {
        var developer = ADeveloper.register();
        var id = apply(developer, Map.of()).<String>path("id");
        isRefused(
                as(OWNER).contentType(ContentType.JSON).body("{}").post(path("agreements/" + id + "/refuse")),
                400,
                "agreement-invalid");
        decide(OWNER, id, "refuse").then().statusCode(200).body("state", equalTo("refused"));
        mustNotSee(developer.sends());
        apply(developer, Map.of()).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "purpose, '', /purpose",
        "use, ' ', /use",
        "until, 2026-02-30, /until",
        "until, 2001-01-01, /until",
        "until, 2999-01-01, /until",
        "words, abc, /words",
        "purpose, of 999999194806270023, /purpose"
    })
    void namesWhatIsWrongWithAnApplication(String member, String value, String pointer) {
        var answer = apply(ADeveloper.register(), Map.of(member, value));
        isRefused(answer, 400, "agreement-invalid");
        answer.then().body("errors.pointer", hasItem(pointer));
    }

    @Test
    void refusesWhoCannotApplyAndWhatCannotBeAppliedFor() {
        as(OWNER)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(path("agreements"))
                .then()
                .statusCode(403);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(path("agreements"))
                .then()
                .statusCode(401);
        isRefused(
                given().get("/v1/open/datasets/administrative-divisions/agreement-words"), 404, "nothing-conditional");
        isRefused(given().get("/v1/open/datasets/nothing/agreement-words"), 404, "dataset-not-found");
        isRefused(decide(OWNER, "nonsense", "approve"), 404, "agreement-not-found");
        isRefused(decide(OWNER, UUID.randomUUID().toString(), "approve"), 404, "agreement-not-found");
    }

    /** A developer whose agreement holds in this process, too. */
    private ADeveloper agreed() {
        var developer = ADeveloper.register();
        ask(developer.sends(), "records", Map.of()).then().statusCode(200);
        var id = apply(developer, Map.of()).<String>path("id");
        decide(OWNER, id, "approve").then().statusCode(200);
        await().atMost(AT_ONCE)
                .untilAsserted(() -> ask(developer.sends(), "records", Map.of("select", "cost"))
                        .then()
                        .statusCode(200));
        return developer;
    }

    private void mustNotSee(RequestSpecification reader) {
        isRefused(ask(reader, "records", Map.of("select", "cost")), 403, "agreement-required");
    }

    private Response apply(ADeveloper developer, Map<String, String> changed) {
        var body = new HashMap<>(Map.of(
                "purpose", "A study",
                "use", "Charts",
                "words", given().get(path("agreement-words")).<String>path("sha256")));
        body.putAll(changed);
        return developer.sends().contentType(ContentType.JSON).body(body).post(path("agreements"));
    }

    private Response decide(String who, String agreement, String how) {
        return as(who).contentType(ContentType.JSON)
                .body(Map.of("reason", "as tested"))
                .post(path("agreements/" + agreement + "/" + how));
    }

    private static Response mine(ADeveloper developer) {
        return developer.sends().get("/v1/developer/clients/me/agreements");
    }

    private Response ask(RequestSpecification reader, String route, Map<String, String> parameters) {
        return reader.queryParams(parameters).get(path(route.replaceFirst("\\?.*", "")));
    }

    private static Response graphql(RequestSpecification reader, String field) {
        return query(reader, "{ openData { " + field + " } }");
    }

    private static Response query(RequestSpecification reader, String query) {
        return reader.contentType(ContentType.JSON).body(Map.of("query", query)).post("/graphql");
    }

    private String path(String what) {
        return "/v1/open/datasets/" + stops.id() + "/" + what;
    }

    private static void isRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        answer.then().body("code", equalTo(code));
    }
}
