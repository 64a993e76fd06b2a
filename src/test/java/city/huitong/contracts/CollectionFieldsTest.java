package city.huitong.contracts;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.opendata.AnOpenDataset;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every field of the schema that has arguments and answers a list or a page, asked twice in one query with different
 * arguments. A resolver that answers for several parents at once easily takes the first alias' arguments for all.
 */
@QuarkusTest
class CollectionFieldsTest {

    private static final String ALLOWANCE = "x.elderly-allowance";

    private static final LocalDate MY_BIRTH = LocalDate.of(1949, 1, 2);
    private static final String ME = FreshNumbers.citizen(MY_BIRTH);

    private static final String PROVINCE = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("administrative-divisions:440000".getBytes(StandardCharsets.UTF_8));

    private final Instance<GraphQLSchema> schema;

    CollectionFieldsTest(Instance<GraphQLSchema> schema) {
        this.schema = schema;
    }

    /**
     * How to ask a field.
     *
     * @param within the query with a place for the field
     * @param one its arguments
     * @param other arguments for which the answer is another one
     */
    record Question(String within, String one, String other, String selection) {

        String field(String name, String alias, String arguments) {
            return "%s: %s(%s) { %s }".formatted(alias, name, arguments, selection);
        }

        JsonObject ask(String fields) {
            return CollectionFieldsTest.ask(within.formatted(fields, fields));
        }
    }

    @Test
    void keepAliasesWithDifferentArgumentsApart() {
        granted(ME, MY_BIRTH);
        asked(ME);
        asked(ME);
        var stops = AnOpenDataset.register();
        stops.store("{\"district\":\"d01\",\"stop\":1}\n{\"district\":\"d02\",\"stop\":2}\n");
        var divisions = """
                {"code":"440000","name":"某省","level":"province","province":"440000","province_name":"某省","full_name":"某省"}
                {"code":"440300","name":"某市","level":"city","parent":"440000","province":"440000","province_name":"某省","full_name":"某市"}
                {"code":"440400","name":"另市","level":"city","parent":"440000","province":"440000","province_name":"某省","full_name":"另市"}
                """;
        send("department-civil-affairs", "administrative-divisions", divisions).statusCode(200);
        var questions = new HashMap<>(questions());
        questions.putAll(openQuestions(stops.untilInGraphql().graphqlField()));
        assertThat(questions.keySet())
                .as("one question for each of the schema's collection fields with arguments")
                .containsExactlyInAnyOrderElementsOf(collectionFields(stops.graphqlField()));
        questions.forEach(CollectionFieldsTest::keepsApart);
    }

    private static void keepsApart(String field, Question question) {
        var name = field.substring(field.indexOf('.') + 1);
        var one = question.field(name, "one", question.one());
        var other = question.field(name, "other", question.other());
        var apart = question.ask(one).mergeIn(question.ask(other), true);
        assertThat(question.ask(question.field(name, "one", question.other())))
                .as("different answers of " + field)
                .isNotEqualTo(question.ask(one));
        assertThat(question.ask(one + " " + other)).as(field).isEqualTo(apart);
    }

    private static Map<String, Question> questions() {
        var two =
                "{ x: subject(id: \"%s\") { %%s } y: subject(id: \"%s\") { %%s } }".formatted(granted(71), granted(84));
        var allowance = "policy: \"" + ALLOWANCE + "\", first: ";
        return Map.of(
                "Me.accesses", new Question("{ me { %s } }", "first: 1", "first: 2", "items { leaf } next"),
                "Me.consents", new Question("{ me { %s } }", "first: 1", "first: 2", "items { id } next"),
                "Me.decisions",
                        new Question(
                                "{ me { %s } }",
                                "asOf: \"2016-06-01\"", "asOf: \"2026-11-23\"", "asOf policy { id } amountFen"),
                "Me.facts", new Question("{ me { %s } }", "asOf: \"2025-01-01\"", "asOf: \"2026-11-23\"", "name value"),
                "Query.datasets", new Question("{ %s }", "first: 1", "first: 3", "items { id } next"),
                "Query.entitlements",
                        new Question("{ %s }", allowance + 1, allowance + 2, "items { subject { id } state } next"),
                "Subject.decisions",
                        new Question(
                                two, "asOf: \"2016-06-01\"", "asOf: \"2026-11-23\"", "asOf policy { id } amountFen"),
                "Subject.facts", new Question(two, "asOf: \"2025-01-01\"", "asOf: \"2026-11-23\"", "name value"));
    }

    private static Map<String, Question> openQuestions(String stops) {
        var within = "{ openData { %s } }";
        return Map.of(
                "OpenData.datasets",
                new Question(within, "first: 1", "first: 2", "nodes { id } pageInfo { hasNextPage }"),
                "AdministrativeDivisionsRecord.below",
                new Question(
                        "{ node(id: \"" + PROVINCE + "\") { ... on AdministrativeDivisionsRecord { %s } } }",
                        "first: 1",
                        "first: 2",
                        "nodes { code } pageInfo { hasNextPage }"),
                "OpenData." + stops,
                new Question(within, "first: 1", "first: 2", "nodes { id stop } pageInfo { hasNextPage }"),
                "OpenData." + stops + "Groups",
                new Question(
                        within,
                        "groupBy: \"district\"",
                        "groupBy: \"stop\"",
                        "nodes { keys { name text } values { text } }"));
    }

    /** Of the open datasets one only, and what leads from one to others: the fields of all are made in the same way, and most have no records here. */
    private List<String> collectionFields(String openDataset) {
        return schema.get().getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !type.getName().startsWith("__"))
                .flatMap(CollectionFieldsTest::collectionFields)
                .filter(field -> !isRelation(field) || field.startsWith("AdministrativeDivisionsRecord."))
                .filter(field -> !field.startsWith("OpenData.")
                        || field.equals("OpenData.datasets")
                        || field.startsWith("OpenData." + openDataset))
                .toList();
    }

    private static boolean isRelation(String field) {
        return field.substring(0, field.indexOf('.')).endsWith("Record");
    }

    private static Stream<String> collectionFields(GraphQLObjectType type) {
        return type.getFieldDefinitions().stream()
                .filter(field -> !field.getArguments().isEmpty())
                .filter(CollectionFieldsTest::isCollection)
                .map(field -> type.getName() + "." + field.getName());
    }

    private static boolean isCollection(GraphQLFieldDefinition field) {
        var type = GraphQLTypeUtil.unwrapNonNull(field.getType());
        return GraphQLTypeUtil.isList(type) || field.getArgument("first") != null;
    }

    private static JsonObject ask(String query) {
        var answer = new JsonObject(asker(query)
                .contentType("application/json")
                .body(new JsonObject().put("query", query).encode())
                .post("/graphql")
                .asString());
        assertThat(answer.getJsonArray("errors")).isNull();
        return answer.getJsonObject("data");
    }

    /** What is about oneself only oneself may ask; all facts of others only supervision. */
    private static RequestSpecification asker(String query) {
        return query.contains("me {")
                ? Tokens.with(Tokens.signed("me", "citizen", claims -> claims.claim("official_number", ME)))
                : as("auditor");
    }

    /** Somebody who was asked for a consent. */
    private static void asked(String number) {
        var subject = new JsonObject().put("kind", "person").put("number", number);
        var items = List.of(Map.of("kind", "fact", "code", "person.birth"));
        as("app")
                .contentType("application/json")
                .body(new JsonObject()
                        .put("subject", subject)
                        .put("purpose", "service-delivery")
                        .put("items", items)
                        .put("notAfter", Instant.now().plus(Duration.ofHours(5)).toString())
                        .put("maxReads", 1)
                        .encode())
                .post("/v1/consents")
                .then()
                .statusCode(201);
    }

    /** Somebody of that age who has the allowance, and whose facts are others in other years. */
    private static String granted(int age) {
        var birth = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusYears(age);
        return granted(FreshNumbers.citizen(birth), birth);
    }

    private static String granted(String number, LocalDate birth) {
        Hub.awaitCity();
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, birth));
        send("department-commerce", "trade-in-vouchers", """
                {"citizen_number":"%s","granted_on":"2026-06-01","kind":"scrap","amount":100}""".formatted(number));
        var id = Hub.subject(number);
        await().atMost(Hub.DEADLINE)
                .until(() -> as("officer")
                        .get("/v1/subjects/" + id + "/entitlements")
                        .asString()
                        .contains(ALLOWANCE));
        return id;
    }
}
