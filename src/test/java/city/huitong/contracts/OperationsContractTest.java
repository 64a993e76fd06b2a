package city.huitong.contracts;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every GraphQL operation in git is answered without an error, and among them is each kind of question that open data takes. */
@QuarkusTest
class OperationsContractTest {

    private static final LocalDate BIRTH = LocalDate.of(1971, 3, 4);

    private static List<Path> operations() throws IOException {
        try (var files = Files.list(Path.of("graphql/operations"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isAnswered(Path operation) throws IOException {
        Hub.awaitCity();
        aProvince();
        Map<String, Object> variables =
                Map.of("id", somebody(), "record", aStop(), "policy", "x.elderly-allowance", "first", 5);
        var answer = ask(Files.readString(operation), variables);
        assertThat(answer.getJsonArray("errors")).isNull();
        answer.getJsonObject("data")
                .forEach(
                        field -> assertThat(field.getValue()).as(field.getKey()).isNotNull());
    }

    @Test
    void askAllThatOpenDataCanBeAsked() throws IOException {
        var all = new StringBuilder();
        for (var operation : operations()) {
            all.append(Files.readString(operation));
        }
        assertThat(all)
                .as("the catalogue, a dataset's dictionary, records page by page, groups, one record")
                .contains("datasets(", "fields {", "busStops(", "pageInfo", "busStopsGroups(", "node(");
    }

    private static String somebody() {
        var number = FreshNumbers.citizen(BIRTH);
        Hub.send(Hub.POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, BIRTH)).statusCode(200);
        return Hub.subject(number);
    }

    /** The id of a stop, once GraphQL knows the dataset. */
    private static String aStop() {
        Hub.send("department-transport", "bus-stops", "{\"stop\":\"S7009\",\"name\":\"北站\",\"lines\":4}")
                .statusCode(200);
        var query = "{ openData { busStops(where: \"stop == 'S7009'\") { nodes { id } } } }";
        await().atMost(Hub.DEADLINE).until(() -> !ask(query, Map.of()).containsKey("errors"));
        return ask(query, Map.of())
                .getJsonObject("data")
                .getJsonObject("openData")
                .getJsonObject("busStops")
                .getJsonArray("nodes")
                .getJsonObject(0)
                .getString("id");
    }

    private static void aProvince() {
        Hub.send("department-civil-affairs", "administrative-divisions", """
                {"code":"440000","name":"某省","level":"province","province":"440000",\
                "province_name":"某省","full_name":"某省"}""");
    }

    private static JsonObject ask(String query, Map<String, Object> variables) {
        return new JsonObject(as("officer")
                .contentType("application/json")
                .body(new JsonObject()
                        .put("query", query)
                        .put("variables", variables)
                        .encode())
                .post("/graphql")
                .asString());
    }
}
