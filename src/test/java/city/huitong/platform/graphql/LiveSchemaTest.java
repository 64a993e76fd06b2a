package city.huitong.platform.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.hub.Hub;
import graphql.schema.GraphQLFieldDefinition;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What features add to the schema at run time. */
@QuarkusTest
class LiveSchemaTest {

    private final ProbeTypes types;

    LiveSchemaTest(ProbeTypes types) {
        this.types = types;
    }

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @AfterEach
    void theSchemaIsAsBefore() {
        types.become(null);
        await().atMost(Hub.DEADLINE).until(() -> !schema().contains("probe"));
    }

    @Test
    void aFieldComesAndGoes() {
        types.become(schema -> schema.field(
                "Query", probe(schema, "probe"), _ -> Uni.createFrom().item("here")));
        await().atMost(Hub.DEADLINE).until(() -> ask("{ probe }").contains("\"probe\":\"here\""));
        assertThat(schema()).contains("probe: String");

        types.become(null);
        await().atMost(Hub.DEADLINE).until(() -> ask("{ probe }").contains("field-undefined"));
    }

    @Test
    void aPartThatIsNoSchemaLeavesTheOneThatIsServed() {
        types.become(schema -> schema.field(
                "Query", probe(schema, "probe"), _ -> Uni.createFrom().item("here")));
        await().atMost(Hub.DEADLINE).until(() -> ask("{ probe }").contains("here"));
        var tried = new AtomicBoolean();

        types.become(schema -> {
            tried.set(true);
            schema.field(
                    "Query", probe(schema, "no name"), _ -> Uni.createFrom().nullItem());
        });

        await().atMost(Hub.DEADLINE).untilTrue(tried);
        await().during(Duration.ofSeconds(2)).until(() -> ask("{ probe }").contains("here"));
    }

    @Test
    void aFieldThatFailsIsAnIncidentOfItsOwn() {
        types.become(schema -> schema.field("Query", probe(schema, "probe"), _ -> {
            throw new IllegalStateException("the reason");
        }));
        await().atMost(Hub.DEADLINE).until(() -> schema().contains("probe"));

        var answer = ask("{ probe openData { rest } }");

        assertThat(answer)
                .contains("\"internal\"", "incident", "\"rest\":\"/v1/open/datasets\"")
                .doesNotContain("the reason");
    }

    private static GraphQLFieldDefinition probe(SchemaAdditions schema, String name) {
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(name)
                .type(schema.scalar("String"))
                .build();
    }

    private static String schema() {
        return given().get("/graphql/schema.graphql").asString();
    }

    private static String ask(String query) {
        return given().contentType("application/json")
                .body(Map.of("query", query))
                .post("/graphql")
                .asString();
    }
}
