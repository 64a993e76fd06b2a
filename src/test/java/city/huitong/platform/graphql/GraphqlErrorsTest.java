package city.huitong.platform.graphql;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a query, the answer says so with a code that REST has too, and repeats no value it was sent. */
@QuarkusTest
class GraphqlErrorsTest {

    /** Made up, in the form of a citizen number: stands wherever a client may put a value. */
    private static final String NUMBER = "999999194806270023";

    private static final String SOMEBODY = "00000000-0000-8000-8000-000000000000";
    private static final String RESPONSE_JSON = "application/graphql-response+json";

    record Case(String name, String body, int status, String code, String sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> refusedBeforeExecution() {
        return Stream.of(
                query("an open brace", "{ policies { id ", "request-invalid", "cannot be read at line 1"),
                query("a value where none may stand", "{ \"" + NUMBER + "\" }", "request-invalid", "line 1, column 3"),
                query("no document at all", "# " + NUMBER, "request-invalid", "cannot be read"),
                query("an unknown field", "{ policies { rules } }", "request-invalid", "'rules' in type 'Policy'"),
                query("an unknown argument", "{ policies(x: 1) { id } }", "request-invalid", "argument 'x'"),
                query(
                        "text for a number",
                        "{ datasets(first: \"" + NUMBER + "x\") { next } }",
                        "request-invalid",
                        "'first'"),
                query(
                        "an object for text",
                        "{ policy(id: {n: \"" + NUMBER + "\"}) { id } }",
                        "request-invalid",
                        "'id'"),
                query("a field without selection", "{ policies }", "request-invalid", "'policies'"),
                query("a missing argument", "{ policy { id } }", "request-invalid", "'id'"),
                query("an unknown type", "{ policies { ... on Law { id } } }", "request-invalid", "'Law'"),
                query("fragments in a circle", CIRCLE, "request-invalid", "cycle"),
                query("an undefined fragment", "{ policies { ...f } }", "request-invalid", "'f'"),
                query("conflicting fields", "{ policies { a: id a: titleZh } }", "request-invalid", "'policies/a'"),
                query(
                        "a wrong default",
                        "query($f: Int = \"" + NUMBER + "x\") { datasets(first: $f) { next } }",
                        "request-invalid",
                        "default"),
                query("a mutation", "mutation { grant }", "request-invalid", "not supported"),
                query("an unknown subscription", "subscription { granted }", "request-invalid", "'granted'"),
                query(
                        "a subscription by HTTP",
                        "subscription { myEntitlements { state } }",
                        "request-invalid",
                        "WebSocket"),
                query(
                        "an operation to choose",
                        "query A { policies { id } } query B { policies { id } }",
                        "request-invalid",
                        "operation name"),
                query("too many levels", DEEP, "query-too-deep", "21 levels"),
                query("a thousand aliases", aliases(1_000, "policies { id }"), "query-too-costly", "at most 10000"),
                query("pages of pages", PAGES, "query-too-costly", "at most 10000"),
                query("many tokens", aliases(5_000, "__typename"), "request-invalid", "larger"),
                query("a number too large", "{ datasets(first: 4294967297) { next } }", "request-invalid", "'first'"),
                query("a number as text", "{ datasets(first: \"5\") { next } }", "request-invalid", "'first'"),
                variables("a number too large", "{\"first\": 4294967297}", "another type"),
                variables("a huge number", "{\"first\": 1e999999999}", "another type"),
                variables("a fraction", "{\"first\": 1.5}", "another type"),
                variables("no value", "{}", "no value"),
                variables("null", "{\"first\": null}", "no value"),
                variables("text", "{\"first\": \"" + NUMBER + "x\"}", "another type"),
                variables("an object", "{\"first\": {\"n\": \"" + NUMBER + "\"}}", "another type"),
                variables("a list", "{\"first\": [\"" + NUMBER + "\"]}", "another type"),
                new Case(
                        "an unknown operation",
                        "{\"query\": \"query A { policies { id } }\", \"operationName\": \"B\"}",
                        400,
                        "request-invalid",
                        "'B'"));
    }

    static Stream<Case> notAQuery() {
        return Stream.of(
                body("an empty body", "", "empty"),
                body("no JSON", "grant everything to " + NUMBER, "no JSON"),
                body("JSON cut off", "{\"query\": \"{ policies { id } }\"", "no JSON"),
                body("a key twice", "{\"query\": \"{ a }\", \"query\": \"{ b }\"}", "no JSON"),
                body("more after the end", "{\"query\": \"{ a }\"} x", "no JSON"),
                body("a batch", "[{\"query\": \"{ policies { id } }\"}]", "batches"),
                body("text", "\"{ policies { id } }\"", "object"),
                body("null", "null", "object"),
                body("no query", "{}", "query must be text"),
                body("a null query", "{\"query\": null}", "query must be text"),
                body("a blank query", "{\"query\": \" \"}", "query must be text"),
                body("a number as query", "{\"query\": " + NUMBER + "}", "query must be text"),
                body(
                        "a list of variables",
                        "{\"query\": \"{ policies { id } }\", \"variables\": [" + NUMBER + "]}",
                        "variables must be"),
                body(
                        "variables as text",
                        "{\"query\": \"{ policies { id } }\", \"variables\": \"" + NUMBER + "\"}",
                        "variables must be"),
                body(
                        "a number as operation",
                        "{\"query\": \"{ policies { id } }\", \"operationName\": 5}",
                        "operationName must be"),
                body(
                        "a list of extensions",
                        "{\"query\": \"{ policies { id } }\", \"extensions\": [1]}",
                        "extensions must be"));
    }

    /** These reach the hub's own fields; the rest of the query is answered. */
    static Stream<Case> failedFields() {
        return Stream.of(
                field("subject(id: \"" + SOMEBODY + "\") { id }", "subject-not-found", "no record"),
                field("subject(id: \"" + NUMBER + "\") { id }", "subject-not-found", "UUID"),
                field("policy(id: \"x.none\") { id }", "policy-not-found", ""),
                field("policy(id: \"" + NUMBER + "\\u0000\") { id }", "policy-not-found", ""),
                field("dataset(id: \"none\") { id }", "dataset-not-found", ""),
                field("datasets(first: 0) { next }", "request-invalid", "from 1 to 1000"),
                field("datasets(first: 1001) { next }", "request-invalid", "from 1 to 1000"),
                field("datasets(after: \"" + NUMBER + "\") { next }", "request-invalid", "position"),
                field(
                        "entitlements(policy: \"x.elderly-allowance\", state: \"" + NUMBER + "\") { next }",
                        "request-invalid",
                        "state"));
    }

    @BeforeEach
    void theCityIsThere() {
        Hub.awaitCity();
    }

    @ParameterizedTest
    @MethodSource({"refusedBeforeExecution", "notAQuery"})
    void refuses(Case refused) {
        var answer = post(refused.body());
        assertThat(answer.statusCode()).isEqualTo(refused.status());
        assertThat(answer.contentType()).isEqualTo(RESPONSE_JSON + "; charset=utf-8");
        var body = new JsonObject(answer.asString());
        assertThat(body.containsKey("data")).isFalse();
        isRefusal(body, refused.code(), refused.sentence());
    }

    /** The draft of GraphQL over HTTP: in plain JSON the status of a request that could be read is 200. */
    @ParameterizedTest
    @MethodSource("refusedBeforeExecution")
    void refusesInPlainJsonWithStatus200(Case refused) {
        var answer = as("officer")
                .accept("application/json")
                .contentType("application/json")
                .body(refused.body())
                .post("/graphql");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
        isRefusal(new JsonObject(answer.asString()), refused.code(), refused.sentence());
    }

    @ParameterizedTest
    @MethodSource("failedFields")
    void namesTheFieldThatFailed(Case failed) {
        var answer = post(failed.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        var body = new JsonObject(answer.asString());
        isRefusal(body, failed.code(), failed.sentence());
        var error = body.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getJsonArray("path")).isEqualTo(new JsonArray(List.of("field")));
        assertThat(error.getJsonArray("locations")).isNotEmpty();
    }

    @Test
    void refusesADateThatIsNone() {
        var subject = "subject(id: \"" + someSubject() + "\") { facts(asOf: %s) { name } }";
        for (var date : List.of("\"" + NUMBER + "\"", "\"2026-02-30\"", "\"today\"", "\"\"")) {
            var body = new JsonObject(
                    post(request("{ " + subject.formatted(date) + " }")).asString());
            isRefusal(body, "request-invalid", "'asOf'");
            assertThat(body.getJsonArray("errors").getJsonObject(0).getJsonArray("path"))
                    .isEqualTo(new JsonArray(List.of("subject", "facts")));
        }
        var number = post(request("{ " + subject.formatted("20260101") + " }"));
        isRefusal(new JsonObject(number.asString()), "request-invalid", "'asOf'");
        var variable = new JsonObject()
                .put("query", "query($day: Date) { " + subject.formatted("$day") + " }")
                .put("variables", Map.of("day", NUMBER));
        isRefusal(new JsonObject(post(variable.encode()).asString()), "request-invalid", "'asOf'");
    }

    @Test
    void saysWhoMayNotAsk() {
        var subject = request("{ field: subject(id: \"" + SOMEBODY + "\") { id } }");
        isRefusal(json(given(), subject), "token-missing", "Authorization");
        isRefusal(json(as("operator"), subject), "role-missing", "roles");
        // A wrong token is refused before anybody looks at the query, and as everywhere else.
        assertThat(json(given().header("Authorization", "Bearer a.b.c"), subject)
                        .getString("code"))
                .isEqualTo("token-invalid");
    }

    /** Who says nothing, or takes anything, may be an old client and gets plain JSON. */
    @Test
    void answersInTheMediaTypeThatIsAccepted() {
        var body = request("{ __typename }");
        var types = Map.of(
                "*/*",
                "application/json",
                "application/json",
                "application/json",
                "text/plain, application/*",
                "application/json",
                RESPONSE_JSON,
                RESPONSE_JSON,
                "application/json;q=0.5, " + RESPONSE_JSON,
                RESPONSE_JSON);
        types.forEach((accepted, type) -> {
            var answer = given().accept(accepted)
                    .contentType("application/json; charset=utf-8")
                    .body(body)
                    .post("/graphql");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).as(accepted).isEqualTo(type + "; charset=utf-8");
        });
    }

    @Test
    void answersQueriesByTheirAddress() {
        var document = "query A { policies { id } } query B($first: Int!) { datasets(first: $first) { items { id } } }";
        var answer = as("officer")
                .queryParam("query", document)
                .queryParam("operationName", "B")
                .queryParam("variables", "{\"first\": 2}")
                .queryParam("extensions", "{\"some\": \"value\"}")
                .get("/graphql");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.asString())
                        .getJsonObject("data")
                        .getJsonObject("datasets")
                        .getJsonArray("items"))
                .hasSize(2);
        // A plus and a percent sign are part of the query once the address has been decoded.
        var encoded =
                given().urlEncodingEnabled(false).get("/graphql?query=%7B+__type(name:%22a%252Bb%22)+%7Bname%7D+%7D");
        assertThat(encoded.asString()).contains("\"__type\":null");
    }

    static Stream<Case> wrongAddresses() {
        return Stream.of(
                new Case("no query", "other=x", 400, "request-invalid", "query must be text"),
                new Case("an empty query", "query=", 400, "request-invalid", "query must be text"),
                new Case("a query twice", "query={a}&query={b}", 400, "request-invalid", "once"),
                new Case("variables that are no JSON", "query={a}&variables={", 400, "request-invalid", "no JSON"),
                new Case("a list of variables", "query={a}&variables=[1]", 400, "request-invalid", "variables must be"),
                new Case("empty variables", "query={a}&variables=", 400, "request-invalid", "no JSON"),
                new Case(
                        "extensions as text",
                        "query={a}&extensions=\"" + NUMBER + "\"",
                        400,
                        "request-invalid",
                        "extens"),
                new Case("an unknown field", "query={rules}", 400, "request-invalid", "'rules'"),
                new Case("a mutation", "query=mutation{__typename}", 405, "method-not-allowed", "GET"),
                new Case(
                        "a subscription",
                        "query=subscription{myEntitlements{state}}",
                        405,
                        "method-not-allowed",
                        "GET"),
                new Case("no document of that id", "documentId=sha256:" + NUMBER, 404, "document-not-found", "lists"),
                new Case("a query and an id", "query={a}&documentId=b", 400, "request-invalid", "either"));
    }

    @ParameterizedTest
    @MethodSource("wrongAddresses")
    void refusesWrongAddresses(Case wrong) {
        var encoded = wrong.body()
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("\"", "%22")
                .replace("[", "%5B")
                .replace("]", "%5D");
        var answer = given().urlEncodingEnabled(false).accept(RESPONSE_JSON).get("/graphql?" + encoded);
        assertThat(answer.header("Allow")).isEqualTo(wrong.status() == 405 ? "POST" : null);
        refused(answer, wrong.status(), wrong.code());
        isRefusal(new JsonObject(answer.asString()), wrong.code(), wrong.sentence());
    }

    @Test
    void offersPostAndGetAndJsonOnly() {
        refused(given().delete("/graphql"), 405, "method-not-allowed");
        assertThat(given().put("/graphql").header("Allow")).isEqualTo("GET, POST");
        var body = request("{ policies { id } }");
        refused(given().contentType("text/plain").body(body).post("/graphql"), 415, "unsupported-media-type");
        refused(
                given().contentType("application/x-www-form-urlencoded")
                        .formParam("query", "{ policies { id } }")
                        .post("/graphql"),
                415,
                "unsupported-media-type");
        refused(
                given().accept("image/png")
                        .contentType("application/json")
                        .body(body)
                        .post("/graphql"),
                406,
                "not-acceptable");
    }

    @Test
    void refusesDocumentsOfAMegabyte() {
        var comment = "x".repeat(1_100_000);
        refused(post(request("{ policies { id } } #" + comment)), 413, "content-too-large");
        var justBelow = "x".repeat(1_000_000);
        assertThat(post(request("{ policies { id } } #" + justBelow)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/q/graphql-ui", "/q/graphql-ui/"})
    void showsABrowserThePageForQueries(String path) {
        var browser = given().redirects().follow(false).accept("text/html,*/*;q=0.8");
        assertThat(browser.get(path).statusCode()).isEqualTo(302);
        assertThat(browser.get(path).header("Location")).isEqualTo("/graphiql/");
        assertThat(given().get("/graphiql/").asString()).contains("Huitong", "page.js");
        assertThat(given().get("/q/graphql-ui/graphiql.min.js").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhatAQueryCosts() {
        // One for the page, and twice: the list, an id, the fields (one and ten times a name), the position.
        assertThat(cost("{ datasets(first: 2) { items { id fields { name } } next } }"))
                .isEqualTo(1 + 2 * (1 + 1 + 11 + 1));
        assertThat(cost("{ datasets { next } }")).isEqualTo(1 + 50);
        assertThat(cost("{ policies { id } }")).isEqualTo(1 + 10);
        assertThat(cost("{ a: policies { id } b: policies { id } }")).isEqualTo(2 * (1 + 10));
        var variable = new JsonObject()
                .put("query", "query($n: Int) { datasets(first: $n) { next } }")
                .put("variables", Map.of("n", 7));
        assertThat(cost(post(variable.encode()))).isEqualTo(1 + 7);
        var refused = post(request(PAGES));
        assertThat(cost(refused)).isGreaterThan(10_000);
    }

    @Test
    void answersTheIntrospectionQueryOfTools() {
        var answer = new JsonObject(
                post(request(IntrospectionQuery.INTROSPECTION_QUERY)).asString());
        assertThat(answer.getJsonArray("errors")).isNull();
        assertThat(answer.getJsonObject("data").getJsonObject("__schema").getJsonArray("types"))
                .isNotEmpty();
    }

    private static final String CIRCLE =
            "{ policies { ...a } } fragment a on Policy { ...b } fragment b on Policy { ...a }";

    private static final String DEEP = "{ entitlements(policy: \"x\", first: 1) { items { "
            + "subject { entitlements { ".repeat(9) + "state" + " } }".repeat(9) + " } } }";

    private static final String PAGES =
            "{ entitlements(policy: \"x.elderly-allowance\", first: 1000) { items { subject { entitlements { state } } } } }";

    private static Case query(String name, String query, String code, String sentence) {
        return new Case(name, request(query), 400, code, sentence);
    }

    private static Case variables(String name, String variables, String sentence) {
        var query = "{\"query\": \"query($first: Int!) { datasets(first: $first) { next } }\", \"variables\": "
                + variables + "}";
        return new Case(name + " as variable", query, 400, "request-invalid", sentence);
    }

    private static Case body(String name, String body, String sentence) {
        return new Case(name, body, 400, "request-invalid", sentence);
    }

    private static Case field(String field, String code, String sentence) {
        return new Case(field, request("{ field: " + field + " }"), 200, code, sentence);
    }

    private static String aliases(int count, String field) {
        return IntStream.range(0, count)
                .mapToObj(i -> "a" + i + ": " + field)
                .collect(Collectors.joining(" ", "{ ", " }"));
    }

    private static String request(String query) {
        return new JsonObject().put("query", query).encode();
    }

    private static Response post(String body) {
        return as("officer")
                .accept(RESPONSE_JSON)
                .contentType("application/json")
                .body(body)
                .post("/graphql");
    }

    private static JsonObject json(RequestSpecification caller, String body) {
        return new JsonObject(caller.contentType("application/json")
                .body(body)
                .post("/graphql")
                .asString());
    }

    private static int cost(String query) {
        return cost(post(request(query)));
    }

    private static int cost(Response answer) {
        return new JsonObject(answer.asString())
                .getJsonObject("extensions")
                .getJsonObject("cost")
                .getInteger("estimated");
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        isRefusal(new JsonObject(answer.asString()), code, "");
    }

    private static void isRefusal(JsonObject answer, String code, String sentence) {
        var errors = answer.getJsonArray("errors");
        assertThat(errors).isNotEmpty();
        errors.forEach(each -> {
            var error = (JsonObject) each;
            var extensions = error.getJsonObject("extensions");
            assertThat(extensions.getString("code")).isEqualTo(code);
            assertThat(extensions.getJsonObject("problem").getString("title")).isNotBlank();
            assertThat(extensions.getJsonObject("problem").getInteger("status")).isBetween(400, 499);
            assertThat(error.getString("message")).contains(sentence);
        });
        assertThat(errors.encode())
                .doesNotContain(
                        NUMBER,
                        "Exception",
                        "StringValue",
                        "IntValue",
                        "HashMap",
                        "java.",
                        "graphql.",
                        "smallrye",
                        "SRGQL");
    }

    private static String someSubject() {
        var number = FreshNumbers.citizen();
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"1950-03-01"}""".formatted(number));
        return Hub.subject(number);
    }
}
