package city.huitong.contracts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.contracts.AnswerCheck.Answer;
import city.huitong.hub.Hub;
import city.huitong.opendata.AnOpenDataset;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document that each open dataset has of its own, and whether what the dataset answers fits it. */
@QuarkusTest
class DatasetContractTest {

    @ParameterizedTest
    @ValueSource(strings = {"bus-stops", "enterprises"})
    void isWhatIsServed(String dataset) throws IOException {
        Hub.awaitCity();
        var document = new JsonObject(document(dataset))
                .encodePrettily()
                // Where tests reach the hub.
                .replace("http://localhost:8080", "https://hub.city.example")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Contract.at("openapi/datasets/" + dataset + ".json").agreedOr(document))
                .isEqualTo(Contract.text(document));
    }

    @Test
    void saysWhatTheDatasetAnswers() {
        var stops = AnOpenDataset.register();
        stops.store("""
                {"district":"d01","stop":1,"name":"南门","lines":3,"length":1.5,"fee":2.00,"roofed":true,\
                "opened_on":"2020-05-01","seen_at":"2026-11-29T08:00:00+08:00","tags":["a"],"keeper":"x","cost":1}
                {"district":"d02","stop":2}
                """);
        var contract = ServedContract.of(document(stops.id()));
        assertFits(contract, stops, "/records");
        assertFits(contract, stops, "/records?count=exact&limit=1");
        assertFits(contract, stops, "/records?select=name,fee&order_by=-lines");
        assertFits(contract, stops, "/records/d01,1");
        assertFits(contract, stops, "/groups?group_by=district&aggregate=count,sum(lines)");
        assertFits(contract, stops, "/export?format=csv");
        assertFits(contract, stops, "/records?select=keeper");
        assertFits(contract, stops, "/records/d09,9");
    }

    private static void assertFits(ServedContract contract, AnOpenDataset dataset, String what) {
        var path = "/v1/open/datasets/" + dataset.id() + what;
        var response = given().urlEncodingEnabled(false).get(path);
        var answer = new Answer(response.statusCode(), response.contentType(), response::asString);
        assertThat(new AnswerCheck(contract, "GET", path.replaceFirst("\\?.*", "")).misfits(answer))
                .as(path + ": " + answer.status())
                .isEmpty();
    }

    private static String document(String dataset) {
        return given().get("/v1/open/datasets/{id}/openapi", dataset)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
