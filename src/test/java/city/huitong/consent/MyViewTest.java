package city.huitong.consent;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditLog;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.Delay;
import city.huitong.audit.Hash;
import city.huitong.audit.InclusionProof;
import city.huitong.audit.MerkleTree;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.subject.Pseudonyms;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a citizen sees of herself: her data, and who has looked at it. */
@QuarkusTest
class MyViewTest {

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AuditTrail trail;

    @Inject
    CityClock clock;

    @Inject
    Instance<AuditLog> log;

    private APerson person;

    @BeforeEach
    void sheIsKnown() {
        person = APerson.born("1951-03-04", pseudonyms);
    }

    @Test
    void saysWhoSheIs() {
        person.asks()
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(person.id()))
                .body("kind", equalTo("person"));
    }

    @Test
    void showsHerWhatOfficersSee() {
        for (var what : List.of("facts", "decisions", "entitlements")) {
            var mine = person.asks()
                    .get("/v1/me/" + what)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            if (!what.equals("facts")) {
                assertThat(mine)
                        .isEqualTo(as("officer")
                                .get("/v1/subjects/" + person.id() + "/" + what)
                                .asString());
            }
        }
        person.asks()
                .get("/v1/me/facts")
                .then()
                .body("find { it.name == 'person.birth' }.value", equalTo("1951-03-04"));
    }

    @Test
    void showsWhoReadWhatWhenAndWhy() {
        as("officer")
                .get("/v1/subjects/" + person.id() + "/entitlements")
                .then()
                .statusCode(200);
        person.asks().get("/v1/me/facts").then().statusCode(200);

        person.asks()
                .get("/v1/me/accesses")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].actor", equalTo("self"))
                .body("items[0].law", equalTo("data-subject-access"))
                .body("items[0].fields", hasItem("person.birth"))
                .body("items[1].actor", equalTo("officer"))
                .body("items[1].role", equalTo("officer"))
                .body("items[1].purpose", equalTo("policy-matching"))
                .body("items[1].law", equalTo("policy-matching"))
                .body("items[1].document", notNullValue())
                .body("items[1].fields", contains("entitlements"));
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> person.asks()
                        .get("/v1/me/accesses")
                        .then()
                        .body("items.index", org.hamcrest.Matchers.everyItem(notNullValue()))
                        .body("items", hasSize(2)));
    }

    @Test
    void pagesThroughAccesses() {
        for (var i = 0; i < 3; i++) {
            as("officer")
                    .get("/v1/subjects/" + person.id() + "/entitlements")
                    .then()
                    .statusCode(200);
        }
        var first = person.asks().get("/v1/me/accesses?limit=2").jsonPath();
        var rest = person.asks()
                .get("/v1/me/accesses?limit=2&after=" + first.getString("next"))
                .jsonPath();
        assertThat(first.getList("items.leaf")).hasSize(2);
        assertThat(rest.getList("items.leaf")).hasSize(1).doesNotContainAnyElementsOf(first.getList("items.leaf"));
    }

    @Test
    void showsADelayedAccessOnItsDateByItself() {
        var until = clock.now().plusSeconds(3);
        var act = AuditEntry.of(
                        AuditKind.READ,
                        "investigator",
                        "officer",
                        "court-order",
                        new Basis.Law("court-order", "x"),
                        clock.now())
                .about(UUID.fromString(person.id()))
                .delayed(Delay.decidedHere(until));
        var leaf = unitOfWork.onRows(tx -> trail.append(tx, act)).await().atMost(Duration.ofSeconds(10));

        person.asks().get("/v1/me/accesses").then().body("items", empty());
        person.asks().get("/v1/me/accesses/" + leaf + "/proof").then().statusCode(404);
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> person.asks()
                        .get("/v1/me/accesses")
                        .then()
                        .body("items.actor", contains("investigator"))
                        .body("items[0].visibleFrom", equalTo(until.toString())));
    }

    @Test
    void provesThatHerEntryIsInTheSignedLog() {
        assumeTrue(log.isResolvable(), "this hub serves its log");
        as("officer")
                .get("/v1/subjects/" + person.id() + "/entitlements")
                .then()
                .statusCode(200);
        var access = person.asks().get("/v1/me/accesses").jsonPath();

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> person.asks()
                        .get(access.getString("items[0].proof"))
                        .then()
                        .statusCode(200));

        var proof = person.asks().get(access.getString("items[0].proof")).jsonPath();
        assertThat(new JsonObject(proof.getString("entry")).getString("id"))
                .isEqualTo(access.getString("items[0].leaf"));
        var checkpoint = Checkpoint.verified(
                proof.getString("checkpoint"), List.of(log.get().key()));
        var hashes = proof.<String>getList("hashes").stream().map(Hash::parse).toList();
        new InclusionProof(proof.getLong("index"), proof.getLong("size"), hashes)
                .verify(MerkleTree.leaf(proof.getString("entry").getBytes(StandardCharsets.UTF_8)), checkpoint.root());
    }

    @Test
    void provesNothingAboutOthers() {
        as("officer")
                .get("/v1/subjects/" + person.id() + "/entitlements")
                .then()
                .statusCode(200);
        String leaf = person.asks().get("/v1/me/accesses").path("items[0].leaf");
        var other = APerson.born("1960-01-01", pseudonyms);

        other.asks().get("/v1/me/accesses").then().statusCode(200).body("items", empty());
        var refused =
                other.asks().get("/v1/me/accesses/" + leaf + "/proof").then().statusCode(404);
        refused.body("code", equalTo("leaf-not-found"));
        var unknown = other.asks()
                .get("/v1/me/accesses/" + UUID.randomUUID() + "/proof")
                .then()
                .statusCode(404);
        assertThat(refused.extract().<String>path("detail"))
                .isEqualTo(unknown.extract().path("detail"));
        other.asks().get("/v1/me/accesses/nothing/proof").then().statusCode(404);
    }

    @Test
    void saysTheSameByGraphql() {
        as("officer")
                .get("/v1/subjects/" + person.id() + "/entitlements")
                .then()
                .statusCode(200);

        var query = "{ me { id kind accesses(first: 5) { items { leaf actor purpose law fields } next } "
                + "facts { name value } decisions { outcome } entitlements { state } } }";
        person.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .body("errors", equalTo(null))
                .body("data.me.id", equalTo(person.id()))
                .body("data.me.accesses.items.actor", hasItem("officer"))
                .body("data.me.facts.find { it.name == 'person.birth' }.value", equalTo("1951-03-04"));
    }

    @Test
    void refusesADayThatIsTooFarAway() {
        person.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("query", "{ me { facts(asOf: \"+999999999-01-01\") { name } } }"))
                .post("/graphql")
                .then()
                .body("errors[0].extensions.code", equalTo("request-invalid"));
    }

    @Test
    void knowsNothingOfSomebodyWhoIsNotRegistered() {
        var stranger = new APerson(FreshNumbers.citizen(LocalDate.parse("1970-01-01")), "");
        stranger.asks().get("/v1/me").then().statusCode(200);
        stranger.asks().get("/v1/me/facts").then().statusCode(404).body("code", equalTo("subject-not-found"));
        stranger.asks().get("/v1/me/accesses").then().statusCode(200);
    }

    @Test
    void isForSubjectsOnly() {
        as("officer").get("/v1/me").then().statusCode(403).body("code", equalTo("role-missing"));
        as("app").get("/v1/me/accesses").then().statusCode(403);
        io.restassured.RestAssured.get("/v1/me/accesses").then().statusCode(401);
        Tokens.with(Tokens.signed("somebody", "citizen", claims -> claims))
                .get("/v1/me/accesses")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        Tokens.with(Tokens.signed("somebody", "citizen", claims -> claims.claim("official_number", "1")))
                .get("/v1/me/facts")
                .then()
                .statusCode(403);
    }
}
