package city.huitong.developer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A developer who has just got a key. */
public record ADeveloper(String client, String keyId, String key) {

    public static ADeveloper register() {
        var answer = register("Next bus", "dev@example.org", "Shows people the next bus");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return new ADeveloper(answer.path("id"), answer.path("key.id"), answer.path("key.key"));
    }

    static Response register(String name, String contact, String purpose) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "contact", contact, "purpose", purpose))
                .post("/v1/developer/clients");
    }

    /** A request with the key. */
    public RequestSpecification sends() {
        return sends(key);
    }

    public static RequestSpecification sends(String key) {
        return given().header("Api-Key", key);
    }

    /** Makes another key, as the same developer with it. */
    ADeveloper rotated() {
        var answer = sends().post("/v1/developer/clients/me/keys");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return new ADeveloper(client, answer.path("id"), answer.path("key"));
    }
}
