package city.huitong.contracts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The OpenAPI document in git is what the hub serves, so that a change of the contract is seen in review. */
@QuarkusTest
class OpenApiContractTest {

    @Test
    void isWhatIsServed() throws IOException {
        var served = given().get("/openapi").then().statusCode(200).extract().asByteArray();
        assertThat(Contract.at("openapi/openapi.yaml").agreedOr(served)).isEqualTo(Contract.text(served));
        var older = OlderOpenApi.of(served);
        assertThat(Contract.at("openapi/openapi-3.0.3.yaml").agreedOr(older)).isEqualTo(Contract.text(older));
    }

    @Test
    void describesEveryOperation() {
        var paths = given().get("/openapi?format=json").jsonPath().<Map<String, Map<String, Object>>>get("paths");
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (operation instanceof Map<?, ?> described && described.containsKey("responses")) {
                assertThat(described.keySet().stream().map(String::valueOf))
                        .as(method + " " + path)
                        .contains("summary", "operationId", "tags");
                assertThat(String.valueOf(described.get("responses"))).contains("#/components/responses/");
            }
        }));
        assertThat(paths).isNotEmpty().doesNotContainKey("/embedded/oauth2/token");
    }
}
