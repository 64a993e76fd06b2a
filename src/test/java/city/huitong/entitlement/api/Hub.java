package city.huitong.entitlement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The running hub as its clients see it. */
final class Hub {

    private Hub() {}

    /** A request with the token of an embedded client. */
    static RequestSpecification as(String client) {
        var token = given().formParams(
                        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", client))
                .post("/embedded/oauth2/token")
                .jsonPath()
                .getString("access_token");
        return given().header("Authorization", "Bearer " + token);
    }

    /** What GraphQL answers to this client. */
    static JsonPath ask(String client, String query, Map<String, ?> variables) {
        return answer(as(client), query, variables).jsonPath();
    }

    /** What GraphQL answers to a request as it is. */
    static Response answer(RequestSpecification request, String query, Map<String, ?> variables) {
        return request.contentType("application/json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql");
    }

    /** A person in the population register; answers the pseudonym. */
    static String person(String number, String birth) {
        as("department-public-security")
                .contentType("application/x-ndjson")
                .header("Idempotency-Key", "graphql-" + number)
                .body("""
                        {"citizen_number":"%s","name":"甲","sex":"male","birth":"%s","hukou":"x","district":"d01","registered_on":"2001-01-01"}
                        """.formatted(number, birth).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/datasets/population/records")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
        return as("officer")
                .contentType("application/json")
                .body(Map.of("kind", "person", "number", number))
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
