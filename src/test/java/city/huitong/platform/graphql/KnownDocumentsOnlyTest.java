package city.huitong.platform.graphql;

import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where strangers may send known documents only (docs/operations.md). */
@QuarkusTest
@TestProfile(KnownDocumentsOnlyTest.KnownOnly.class)
class KnownDocumentsOnlyTest {

    /** The setting. */
    public static final class KnownOnly implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("huitong.graphql.unknown-documents", "false");
        }
    }

    private static final String OTHER = "{ policies { id titleZh } }";

    @BeforeEach
    void theCityIsThere() {
        Hub.awaitCity();
    }

    @Test
    void refusesAStrangersOwnDocumentsWhicheverWayTheyCome() {
        var introspection = query("{ __schema { types { name } } }").encode();
        for (var body : new String[] {query(OTHER).encode(), introspection}) {
            sent(given(), body).then().statusCode(403).body(containsString("document-unknown"));
        }
        given().queryParam("query", OTHER)
                .get("/graphql")
                .then()
                .statusCode(403)
                .body(containsString("document-unknown"));
    }

    @Test
    void answersKnownDocumentsAndWhoIsKnown() {
        var documents = new JsonObject(given().get("/graphql/persisted").asString()).getJsonArray("documents");
        var known = documents.stream()
                .map(JsonObject.class::cast)
                .filter(document -> document.getString("name").equals("divisions"))
                .findFirst()
                .orElseThrow();
        sent(given(), query(known.getString("text")).encode())
                .then()
                .statusCode(200)
                .body("data", notNullValue())
                .body("errors", nullValue());
        given().get("/graphql/persisted/" + known.getString("hash"))
                .then()
                .statusCode(200)
                .body("data", notNullValue())
                .body("errors", nullValue());
        sent(as("officer"), query(OTHER).encode())
                .then()
                .statusCode(200)
                .body("data", notNullValue())
                .body("errors", nullValue());
        given().get("/graphql/schema.graphql").then().statusCode(200);
    }

    private static JsonObject query(String text) {
        return new JsonObject().put("query", text);
    }

    private static Response sent(RequestSpecification caller, String body) {
        return caller.contentType("application/json").body(body).post("/graphql");
    }
}
