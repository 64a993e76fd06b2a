package city.huitong.policy.api;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy becomes law when a second person has seen what it does and says yes. */
@QuarkusTest
class ProposalApiTest {

    private final String id = "test.proposal-" + UUID.randomUUID();
    private final String proposer = "officer-" + UUID.randomUUID();

    private final String gift = Gift.policy(id);

    @Inject
    Pool pool;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void showsWhatItHasFoundAndIsNoLawYet() {
        propose(gift)
                .statusCode(201)
                .header("Location", containsString("/v1/policies/" + id + "/proposals/"))
                .body("state", equalTo("PROPOSED"))
                .body("base", equalTo(0))
                .body("report.cases", equalTo(3))
                .body("report.coverage[0].criterion", equalTo("age"))
                .body("report.coverage[0].holds", equalTo(1))
                .body("report.coverage[0].fails", equalTo(1))
                .body("report.coverage[0].open", equalTo(1));
        as("app").get("/v1/policies/" + id).then().statusCode(404);
    }

    @Test
    void showsWhatComesOutAtEachThresholdAndAroundTheFirstDay() {
        propose(gift)
                .body(
                        "report.boundaries.findAll { it.of == 'age' }.value",
                        contains("1926-11-23", "1926-11-24", "1926-11-25"))
                .body(
                        "report.boundaries.findAll { it.of == 'age' }.outcome",
                        contains("ELIGIBLE", "NOT_ELIGIBLE", "NOT_ELIGIBLE"))
                .body("report.boundaries.findAll { it.of == 'age' }.amountFen", contains(100_000, null, null))
                .body(
                        "report.boundaries.findAll { it.of == 'validity' }.outcome",
                        contains("NOT_IN_FORCE", "NOT_ELIGIBLE", "NOT_ELIGIBLE"));
    }

    @Test
    void letsFourEnginesDecideAThousandMadeUpSubjects() {
        propose(gift)
                .body("report.parity.subjects", equalTo(1_000))
                .body("report.parity.eligible", greaterThan(50))
                .body("report.parity.undetermined", greaterThan(50))
                .body("report.parity.celAnswers", greaterThan(700));
    }

    @Test
    void countsWhoWouldGainAndWhatItCosts() {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer")
                        .get("/v1/policies/x.elderly-allowance/readiness")
                        .then()
                        .statusCode(200));

        propose(gift.replace("minAge: 100", "minAge: -1000")
                        .replace("birth: 1926-11-24", "birth: 3100-01-01")
                        .replace("from: 2026-01-01", "from: 2000-01-01"))
                .body("report.effects[0].notCounted", nullValue())
                .body("report.effects[0].lose", equalTo(0))
                .body("report.effects[0].subjects", greaterThanOrEqualTo(0))
                .body("report.effects[0].costBeforeFen", equalTo(0));
    }

    @Test
    void isPublishedOnceASecondPersonApproves() {
        var proposal = proposed(gift);

        approve("second-officer", proposal)
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("decidedBy", equalTo("second-officer"))
                .body("publication", equalTo(1));
        as("app")
                .get("/v1/policies/" + id)
                .then()
                .body("publishedBy", equalTo(proposer))
                .body("approvedBy", equalTo("second-officer"));
        approve("second-officer", proposal).statusCode(409).body("code", equalTo("proposal-not-open"));
        assertThat(acts()).containsExactly("propose", "approve");
    }

    @Test
    void isNotApprovedByWhoProposedIt() {
        var proposal = proposed(gift);

        Tokens.strong(proposer, "officer", "second-officer")
                .post(path(proposal, "approve"))
                .then()
                .statusCode(403)
                .body("code", equalTo("second-person-required"));
        Tokens.strong(proposer, "officer")
                .post(path(proposal, "approve"))
                .then()
                .statusCode(403)
                .body("code", equalTo("role-missing"));
        as("app").get("/v1/policies/" + id).then().statusCode(404);
    }

    @Test
    void isApprovedAfterAStrongLoginOnly() {
        as("second-officer")
                .post(path(proposed(gift), "approve"))
                .then()
                .statusCode(401)
                .body("code", equalTo("step-up-required"));
    }

    @Test
    void isRejectedWithAReason() {
        var proposal = proposed(gift);

        reject(proposal, " ").statusCode(400).body("code", equalTo("reason-invalid"));
        reject(proposal, "a\nb").statusCode(400).body("code", equalTo("reason-invalid"));
        reject(proposal, "the amount is not in the notice")
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("reason", equalTo("the amount is not in the notice"));
        approve("second-officer", proposal).statusCode(409).body("code", equalTo("proposal-not-open"));
        as("app").get("/v1/policies/" + id).then().statusCode(404);
        assertThat(acts()).containsExactly("propose", "reject");
    }

    @Test
    void isTakenBackByWhoProposedItOnly() {
        var proposal = proposed(gift);

        as("officer")
                .post(path(proposal, "withdraw"))
                .then()
                .statusCode(403)
                .body("code", equalTo("proposal-of-another"));
        officer().post(path(proposal, "withdraw")).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
        approve("second-officer", proposal).statusCode(409).body("code", equalTo("proposal-not-open"));
    }

    @Test
    void isCheckedAgainWhenSomethingElseHasBecomeLaw() {
        var first = proposed(gift);
        var second = proposed(gift.replace("1000", "2000"));
        approve("second-officer", first).statusCode(200);

        approve("second-officer", second).statusCode(409).body("code", equalTo("proposal-outdated"));
        officer()
                .post(path(second, "check"))
                .then()
                .statusCode(200)
                .body("base", equalTo(1))
                .body("state", equalTo("PROPOSED"));
        approve("second-officer", second).statusCode(200).body("publication", equalTo(2));
        assertThat(acts()).containsExactly("propose", "propose", "approve", "check", "approve");
    }

    @Test
    void isOneProposalHoweverOftenItIsSent() {
        var proposal = proposed(gift);

        propose(gift).statusCode(201).body("id", equalTo(proposal));
        officer().post(path(proposal, "withdraw")).then().statusCode(200);
        assertThat(proposed(gift)).isNotEqualTo(proposal);
    }

    @Test
    void isDecidedOnceHoweverManyDecideItAtOnce() throws Exception {
        var first = proposed(gift);
        var second = proposed(gift.replace("1000", "2000"));
        var both = new String[] {first, second};
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> approve("second-officer-" + i, both[i % 2])
                            .extract()
                            .statusCode())
                    .toList());
            var statuses = answers.stream().map(Future::resultNow).toList();

            assertThat(statuses).containsOnly(200, 409);
            assertThat(statuses).containsOnlyOnce(200);
        }
        as("app").get("/v1/policies/" + id).then().body("publication", equalTo(1));
    }

    @Test
    void isListedNewestFirstByPages() {
        var first = proposed(gift);
        var second = proposed(gift.replace("1000", "2000"));

        var next = as("second-officer")
                .get("/v1/policies/" + id + "/proposals?limit=1")
                .then()
                .statusCode(200)
                .body("items.id", contains(second))
                .body("items[0].report", nullValue())
                .extract()
                .<String>path("next");
        as("auditor")
                .get("/v1/policies/" + id + "/proposals?limit=1&after=" + next)
                .then()
                .body("items.id", contains(first))
                .body("next", nullValue());
        reject(first, "no").statusCode(200);
        as("officer")
                .get("/v1/policies/" + id + "/proposals?state=PROPOSED")
                .then()
                .body("items.id", contains(second));
        as("officer")
                .get("/v1/policy-proposals?state=REJECTED")
                .then()
                .body("items.id", hasItem(first))
                .body("items.state", everyItem(equalTo("REJECTED")));
        as("second-officer")
                .get(path(second, ""))
                .then()
                .body("document.policy", equalTo(id))
                .body("report.coverage", hasSize(1));
        as("app").get("/v1/policy-proposals").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?state=OPEN", "?limit=0", "?after=x"})
    void refusesToListNonsense(String query) {
        as("officer")
                .get("/v1/policy-proposals" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("request-invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "00000000-0000-0000-0000-000000000000", "%00"})
    void knowsNoOtherProposals(String proposal) {
        for (var policy : new String[] {id, "x.elderly-allowance", "A%20b"}) {
            as("officer")
                    .urlEncodingEnabled(false)
                    .get("/v1/policies/" + policy + "/proposals/" + proposal)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("proposal-not-found"));
        }
    }

    private List<String> acts() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        return pool
                .preparedQuery("select entry::json -> 'details' ->> 'act' as act from audit_leaf where entry like $1"
                        + " order by index")
                .execute(Tuple.of("%\"policy\":\"" + id + "\"%"))
                .await()
                .atMost(Duration.ofSeconds(30))
                .stream()
                .map(row -> row.getString("act"))
                .filter(act -> act != null)
                .toList();
    }

    private long pending() {
        return pool.query("select count(*) from audit_pending where kind = 'POLICY_CHANGED'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0);
    }

    private RequestSpecification officer() {
        return Tokens.with(Tokens.signed(proposer, "officer", claims -> claims));
    }

    private ValidatableResponse propose(String body) {
        return officer()
                .contentType("application/yaml")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/policies")
                .then();
    }

    private String proposed(String body) {
        return propose(body).statusCode(201).extract().path("id");
    }

    private ValidatableResponse approve(String who, String proposal) {
        return Tokens.strong(who, "second-officer")
                .post(path(proposal, "approve"))
                .then();
    }

    private ValidatableResponse reject(String proposal, String reason) {
        return as("second-officer")
                .contentType("application/json")
                .body(Map.of("reason", reason))
                .post(path(proposal, "reject"))
                .then();
    }

    private String path(String proposal, String act) {
        return "/v1/policies/" + id + "/proposals/" + proposal + (act.isEmpty() ? "" : "/" + act);
    }
}
