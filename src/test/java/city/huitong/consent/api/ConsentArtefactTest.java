package city.huitong.consent.api;

import static city.huitong.consent.api.AProposal.BIRTH;
import static city.huitong.consent.api.AProposal.item;
import static city.huitong.consent.api.ConsentApiTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.consent.SignConsent;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.platform.security.SignedDocument;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consent as a signed document. */
@QuarkusTest
class ConsentArtefactTest {

    private final Pool pool;
    private Someone someone;

    ConsentArtefactTest(Pool pool) {
        this.pool = pool;
    }

    @BeforeEach
    void register() {
        someone = Someone.registered();
    }

    @Test
    void saysAllThatWasAgreedTo() {
        var id = AProposal.to(someone)
                .with("product", "p-1")
                .with("reference", "APP-7")
                .pending();
        var words = someone.wordsOf(id);
        someone.approves(id).statusCode(200);
        var rest = new JsonObject(Hub.as("app").get("/v1/consents/" + id).asString());
        var claims = open(Hub.as("app"), "/v1/consents/" + id);
        var consent = claims.getJsonObject("consent");

        List.of(
                        "id",
                        "version",
                        "state",
                        "subjectKind",
                        "recipient",
                        "product",
                        "purpose",
                        "reference",
                        "ruleSet",
                        "items",
                        "lookbackMonths",
                        "notBefore",
                        "notAfter",
                        "maxReads",
                        "maxReadsPerDay",
                        "retentionDays",
                        "onward",
                        "approvalsNeeded",
                        "proposedAt",
                        "approveBy")
                .forEach(name -> assertThat(consent.getValue(name)).as(name).isEqualTo(rest.getValue(name)));
        assertThat(consent.getString("wordsSha256")).isEqualTo(words);
        assertThat(consent.getJsonArray("approvals").getJsonObject(0).getString("role"))
                .isEqualTo("citizen");
        assertThat(consent.getString("stateSince"))
                .isEqualTo(consent.getJsonArray("approvals").getJsonObject(0).getString("at"));
        assertThat(consent.getString("head"))
                .isEqualTo(someone.asks().get("/v1/me/consents/" + id).path("events[1].hash"));
        assertThat(consent.getInteger("events")).isEqualTo(2);
        assertThat(claims.getString("iss")).isEqualTo("demo.huitong.city/audit");
        assertThat(claims.getLong("iat"))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
    }

    @Test
    void isTheSameForTheSubject() {
        var id = AProposal.to(someone).approvedBy(someone);
        var bank = open(Hub.as("app"), "/v1/consents/" + id);
        var mine = open(someone.asks(), "/v1/me/consents/" + id);
        bank.remove("iat");
        mine.remove("iat");
        assertThat(mine).isEqualTo(bank);
    }

    @Test
    void namesTheSubjectToEachRecipientByAnotherPseudonym() {
        var first = recipient();
        var second = recipient();
        var one = sub(first);

        assertThat(sub(first)).isEqualTo(one);
        assertThat(sub(second)).isNotEqualTo(one);
        assertThat(one).isNotEqualTo(Hub.subject(someone.number()));
    }

    @Test
    void holdsNoNumberNoLoginAndNoPseudonymOfTheHub() {
        var id = AProposal.to(someone).approvedBy(someone);
        assertThat(open(Hub.as("app"), "/v1/consents/" + id).encode())
                .doesNotContain(someone.number(), "login", Hub.subject(someone.number()));
    }

    @Test
    void saysWhatHasBecomeOfIt() {
        var id = AProposal.to(someone).approvedBy(someone);
        someone.narrows(id, "\"1\"", Map.of("items", List.of(item(BIRTH)))).statusCode(200);
        var narrowed = consent(id);
        assertThat(narrowed.getInteger("version")).isEqualTo(2);
        assertThat(narrowed.getJsonArray("items")).hasSize(1);
        assertThat(narrowed.getString("stateSince"))
                .isEqualTo(narrowed.getJsonArray("approvals").getJsonObject(0).getString("at"));
        someone.does("revoke", id);
        assertThat(consent(id).getString("state")).isEqualTo("REVOKED");
        assertThat(consent(id).getString("head")).isNotEqualTo(narrowed.getString("head"));
    }

    @Test
    void saysWhenTimeHasEndedIt() {
        var id = AProposal.to(someone).pending();
        Rows.of(pool, "update consent set approve_by = clock_timestamp() where id = '" + id + "'");
        var consent = consent(id);
        assertThat(consent.getString("state")).isEqualTo("TIMED_OUT");
        assertThat(Instant.parse(consent.getString("stateSince")))
                .isBetween(Instant.parse(consent.getString("approveBy")), Instant.now());
        assertThat(consent.containsKey("wordsSha256")).isFalse();
        assertThat(consent.getJsonArray("approvals")).isEmpty();
    }

    @Test
    void isForNobodyElse() {
        var id = AProposal.to(someone).approvedBy(someone);
        var path = "/v1/consents/" + id + "/artefact";
        refused(recipient().get(path).then(), 404, "consent-not-found");
        refused(
                Someone.registered()
                        .asks()
                        .get("/v1/me/consents/" + id + "/artefact")
                        .then(),
                404,
                "consent-not-found");
        refused(Hub.as("officer").get(path).then(), 403, "role-missing");
        refused(Hub.as("app").get("/v1/consents/nothing/artefact").then(), 404, "consent-not-found");
        refused(given().get(path).then(), 401, "token-missing");
    }

    @Test
    void isCheckedWithKeysThatEverybodyCanFetch() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType("application/jwk-set+json")
                .header("Cache-Control", "public, max-age=3600")
                .body("keys[0].kty", equalTo("OKP"))
                .body("keys[0].crv", equalTo("Ed25519"))
                .body("keys[0].d", equalTo(null));
    }

    private String sub(RequestSpecification recipient) {
        var id = AProposal.to(someone)
                .sentBy(recipient)
                .statusCode(201)
                .extract()
                .<String>path("id");
        return open(recipient, "/v1/consents/" + id).getString("sub");
    }

    private static JsonObject consent(String id) {
        return open(Hub.as("app"), "/v1/consents/" + id).getJsonObject("consent");
    }

    /** The artefact, checked as its receiver checks it. */
    private static JsonObject open(RequestSpecification reader, String consent) {
        var artefact = reader.get(consent + "/artefact")
                .then()
                .statusCode(200)
                .contentType("application/jose")
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        var keySet = given().get("/.well-known/jwks.json").asString();
        return new JsonObject(
                SignedDocument.open(artefact, SignConsent.TYPE, keySet).payload());
    }

    private static RequestSpecification recipient() {
        return Tokens.with(Tokens.signed("app-" + UUID.randomUUID(), "app", claims -> claims));
    }
}
