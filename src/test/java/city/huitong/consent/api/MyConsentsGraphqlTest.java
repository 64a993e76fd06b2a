package city.huitong.consent.api;

import static city.huitong.consent.api.AProposal.BIRTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The subject's own consents by GraphQL: the same as by REST, and nobody else's. */
@QuarkusTest
class MyConsentsGraphqlTest {

    private Someone someone;

    @BeforeEach
    void register() {
        someone = Someone.registered();
    }

    @Test
    void saysWhatRestSays() {
        var id = AProposal.to(someone)
                .with("product", "p-1")
                .with("reference", "APP-7")
                .approvedBy(someone);
        AProposal.read(id, BIRTH).then().statusCode(200);
        var rest = new JsonObject(someone.asks().get("/v1/me/consents").asString())
                .getJsonArray("items")
                .getJsonObject(0);
        var fields = rest.fieldNames().stream()
                .map(name -> name.equals("items") ? "items { kind code }" : name)
                .collect(Collectors.joining(" "));
        var answer = asks(someone.asks(), "consents { items { " + fields + " } }")
                .extract()
                .asString();

        assertThat(new JsonObject(answer)
                        .getJsonObject("data")
                        .getJsonObject("me")
                        .getJsonObject("consents"))
                .isEqualTo(new JsonObject().put("items", new JsonArray().add(rest)));
        assertThat(rest.fieldNames())
                .contains("lastReadAt", "product", "reference")
                .hasSize(24);
    }

    @Test
    void isReadPageByPage() {
        var first = AProposal.to(someone).pending();
        var second = AProposal.to(someone).pending();
        String next = asks(someone.asks(), "consents(first: 1) { items { id } next }")
                .body("data.me.consents.items.id", contains(second))
                .extract()
                .path("data.me.consents.next");
        asks(someone.asks(), "consents(first: 1, after: \"" + next + "\") { items { id } next }")
                .body("data.me.consents.items.id", contains(first))
                .body("data.me.consents.next", equalTo(null));
    }

    @Test
    void showsNobodyElses() {
        AProposal.to(someone).approvedBy(someone);
        asks(Someone.registered().asks(), "consents { items { id } next }").body("data.me.consents.items", empty());
        asks(Hub.as("app"), "consents { items { id } }").body("errors[0].extensions.code", equalTo("role-missing"));
        asks(Tokens.with(Tokens.signed("x", "citizen", claims -> claims)), "consents { items { id } }")
                .body("errors[0].extensions.code", equalTo("forbidden"));
    }

    @Test
    void refusesPagesThatAreNone() {
        asks(someone.asks(), "consents(first: 0) { next }")
                .body("errors[0].extensions.code", equalTo("request-invalid"));
        asks(someone.asks(), "consents(after: \"x\") { next }")
                .body("errors[0].extensions.code", equalTo("request-invalid"));
    }

    private static ValidatableResponse asks(RequestSpecification who, String field) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("query", "{ me { " + field + " } }"))
                .post("/graphql")
                .then();
    }
}
