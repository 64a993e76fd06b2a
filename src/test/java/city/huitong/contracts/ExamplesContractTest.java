package city.huitong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples in the OpenAPI document are what a hub answers; only what differs from run to run is replaced. */
@QuarkusTest
class ExamplesContractTest {

    private static final Map<String, Object> EACH_TIME_ANOTHER = Map.of(
            "version", 7,
            "records", 3,
            "publishedAt", "2026-11-29T08:00:00Z",
            "at", "2026-11-29T08:00:00Z",
            "next", "mJ5xQ0bEw1kZ2tVn");

    @BeforeEach
    void someStops() {
        Hub.awaitCity();
        Hub.send("department-transport", "bus-stops", "city.huitong.contracts.examples", """
                {"stop":"S7001","name":"人民广场","lines":12,"district":"d07","opened_on":"2008-04-01"}
                {"stop":"S7002","name":"图书馆","lines":5,"district":"d07","opened_on":"2015-09-10"}
                {"stop":"S7003","name":"东湖公园","lines":5,"district":"d07"}
                """.getBytes(
                                StandardCharsets.UTF_8))
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "listOpenDatasets | /v1/open/datasets                           | q=public transport; limit=1",
                "getOpenDataset   | /v1/open/datasets/{id}                      | id=bus-stops",
                "listOpenRecords  | /v1/open/datasets/{id}/records              | id=bus-stops; where=district == 'd07' && lines > 3; "
                        + "order_by=-lines; limit=2; count=exact",
                "listOpenGroups   | /v1/open/datasets/{id}/groups               | id=bus-stops; where=district == 'd07'; "
                        + "group_by=lines; aggregate=count; limit=20",
                "getOpenRecord    | /v1/open/datasets/{id}/records/{key}        | id=bus-stops; key=S7001",
                "getDataset       | /v1/datasets/{id}                           | id=bus-stops",
                "getDepartment    | /v1/departments/{id}                        | id=transport",
            })
    void isWhatAHubAnswers(String operation, String path, String request) throws IOException {
        var asked = parameters(request);
        var answer = Hub.as("app")
                .pathParams(only(asked, path, true))
                .queryParams(only(asked, path, false))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var example = new JsonObject()
                .put("request", new JsonObject(asked))
                .put("answer", settled(new JsonObject(answer)))
                .encodePrettily()
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Contract.at("openapi/examples/" + operation + ".json").agreedOr(example))
                .isEqualTo(Contract.text(example));
    }

    private static Map<String, Object> parameters(String request) {
        return Arrays.stream(request.split("; "))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0], parameter -> parameter[1], (one, _) -> one, LinkedHashMap::new));
    }

    private static Map<String, Object> only(Map<String, Object> parameters, String path, boolean ofThePath) {
        return parameters.entrySet().stream()
                .filter(parameter -> path.contains("{" + parameter.getKey() + "}") == ofThePath)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static JsonObject settled(JsonObject answer) {
        answer.fieldNames().forEach(name -> answer.put(name, settled(name, answer.getValue(name))));
        return answer;
    }

    private static Object settled(String name, Object value) {
        return switch (value) {
            case JsonObject object -> settled(object);
            case JsonArray array ->
                new JsonArray(array.stream().map(item -> settled("", item)).toList());
            case null -> value;
            default -> EACH_TIME_ANOTHER.getOrDefault(name, value);
        };
    }
}
