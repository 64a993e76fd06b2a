package city.huitong.consent.api;

import static city.huitong.consent.api.AProposal.BIRTH;
import static city.huitong.consent.api.AProposal.HUKOU;
import static city.huitong.consent.api.AProposal.PURPOSE;
import static city.huitong.consent.api.AProposal.item;
import static city.huitong.consent.api.ConsentApiTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import city.huitong.catalog.SubjectKind;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.subject.Pseudonyms;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with consents on purpose or by accident: each case has its status and code, none is a 500. */
@QuarkusTest
class ConsentAttackTest {

    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

    private final Pseudonyms pseudonyms;
    private Someone someone;

    ConsentAttackTest(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @BeforeEach
    void register() {
        someone = Someone.registered();
    }

    /** An enterprise speaks through people whose tokens the issuer gives its code to. */
    @Nested
    class OfAnEnterprise {

        private final String code = FreshNumbers.enterprise();
        private String consent = "";

        @BeforeEach
        void propose() {
            consent = proposed(code);
        }

        @Test
        void isApprovedByItsRepresentative() {
            approves(representative("first", code, Instant.now()))
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"));
        }

        @Test
        void isNotApprovedByWhoNoLongerRepresentsIt() {
            var words = words();
            refused(
                    approves(representative("first", FreshNumbers.enterprise(), Instant.now()), words),
                    404,
                    "consent-not-found");
            refused(approves(formerRepresentative(), words), 403, "forbidden");
            refused(approves(citizen(), words), 404, "consent-not-found");
            state("PENDING");
        }

        @Test
        void isNotApprovedWithALoginFromBefore() {
            var before = Instant.now().minus(Duration.ofMinutes(10));
            refused(approves(representative("first", code, before)), 401, "step-up-required");
            state("PENDING");
        }

        @Test
        void needsTheSecondOneStillWhenTheFirstHasLeft() {
            var subject = pseudonyms.of(SubjectKind.ENTERPRISE, code);
            Hub.as("operator")
                    .contentType(ContentType.JSON)
                    .body("{\"needed\":2}")
                    .put("/v1/subjects/" + subject + "/approval-rule")
                    .then()
                    .statusCode(200);
            var both = proposed(code);
            var words = representative("first", code, Instant.now())
                    .get("/v1/me/consents/" + both)
                    .<String>path("words.sha256");
            approves(both, representative("first", code, Instant.now()), words)
                    .statusCode(200)
                    .body("state", equalTo("PARTIALLY_APPROVED"));
            refused(approves(both, representative("first", code, Instant.now()), words), 409, "state-conflict")
                    .body("state", equalTo("PARTIALLY_APPROVED"));
            refused(approves(both, formerRepresentative(), words), 403, "forbidden");
            representative("second", code, Instant.now())
                    .post("/v1/me/consents/" + both + "/reject")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("REJECTED"));
            refused(approves(both, representative("third", code, Instant.now()), words), 409, "state-conflict")
                    .body("state", equalTo("REJECTED"));
        }

        private String words() {
            return representative("first", code, Instant.now())
                    .get("/v1/me/consents/" + consent)
                    .path("words.sha256");
        }

        private ValidatableResponse approves(RequestSpecification who) {
            return approves(who, words());
        }

        private ValidatableResponse approves(RequestSpecification who, String words) {
            return approves(consent, who, words);
        }

        private ValidatableResponse approves(String id, RequestSpecification who, String words) {
            return who.contentType(ContentType.JSON)
                    .body(Map.of("words", words))
                    .post("/v1/me/consents/" + id + "/approve")
                    .then();
        }

        private void state(String expected) {
            Hub.as("app").get("/v1/consents/" + consent).then().body("state", equalTo(expected));
        }

        private static String proposed(String code) {
            return AProposal.to(Someone.unregistered())
                    .with("subject", Map.of("kind", "enterprise", "number", code))
                    .with("items", List.of(item("enterprise.restrictedIndustry")))
                    .pending();
        }

        private static RequestSpecification representative(String login, String code, Instant at) {
            return Tokens.with(Tokens.signed(
                    login,
                    "enterprise",
                    claims -> claims.claim("official_number", code)
                            .claim("acr", "urn:huitong:acr:strong")
                            .claim("auth_time", at.getEpochSecond())));
        }

        private static RequestSpecification formerRepresentative() {
            return Tokens.with(Tokens.signed(
                    "first",
                    "enterprise",
                    claims -> claims.claim("acr", "urn:huitong:acr:strong")
                            .claim("auth_time", Instant.now().getEpochSecond())));
        }

        private RequestSpecification citizen() {
            return someone.asks("first", Instant.now());
        }
    }

    @Nested
    class Items {

        @Test
        void areNeitherNullNorRepeatedNorThousandsWhenNarrowed() {
            var id = AProposal.to(someone).approvedBy(someone);
            var nothing = new HashMap<String, Object>();
            nothing.put("items", Collections.singletonList(null));
            refused(someone.narrows(id, "\"1\"", nothing), 400, "request-invalid")
                    .body("errors.pointer", hasItem("/items/0"));
            refused(
                            someone.narrows(id, "\"1\"", Map.of("items", List.of(item(BIRTH), item(BIRTH)))),
                            400,
                            "request-invalid")
                    .body("errors.code", hasItem("duplicate"));
            refused(
                            someone.narrows(id, "\"1\"", Map.of("items", Collections.nCopies(10_000, item(BIRTH)))),
                            400,
                            "request-invalid")
                    .body("errors.code", hasItem("out-of-range"));
            refused(someone.narrows(id, "\"1\"", Map.of("items", List.of())), 400, "request-invalid");
        }

        @Test
        void areNeitherNullNorRepeatedNorThousandsWhenRead() {
            var id = AProposal.to(someone).approvedBy(someone);
            refused(reads(id, Collections.singletonList(null)), 400, "request-invalid")
                    .body("errors.pointer", hasItem("/facts/0"));
            refused(reads(id, List.of(BIRTH, BIRTH)), 400, "request-invalid").body("errors.code", hasItem("duplicate"));
            refused(reads(id, Collections.nCopies(10_000, BIRTH)), 400, "request-invalid");
            Hub.as("app").get("/v1/consents/" + id).then().body("readsUsed", equalTo(0));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "{}",
                    "[[]]",
                    "\"person.birth\"",
                    "[1]",
                    "[{\"kind\":null,\"code\":null}]",
                    "[{\"kind\":\"fact\",\"code\":7}]"
                })
        void areListsOfItemsWhenProposed(String items) {
            var body = "{\"subject\":{\"kind\":\"person\",\"number\":\"" + someone.number() + "\"},\"purpose\":\""
                    + PURPOSE + "\",\"items\":" + items + ",\"maxReads\":1,\"notAfter\":\"2099-01-01T00:00:00Z\"}";
            refused(
                    Hub.as("app")
                            .contentType(ContentType.JSON)
                            .body(body)
                            .post("/v1/consents")
                            .then(),
                    400,
                    "request-invalid");
        }

        private ValidatableResponse reads(String id, List<String> facts) {
            return Hub.as("app")
                    .contentType(ContentType.JSON)
                    .body(Collections.unmodifiableMap(new HashMap<>(Map.of("facts", facts, "purpose", PURPOSE))))
                    .post("/v1/consents/" + id + "/reads")
                    .then();
        }
    }

    @Nested
    class Unknown {

        @ParameterizedTest
        @ValueSource(strings = {"approve", "reject", "pause", "resume", "revoke", "narrow"})
        void isWhatIsSomebodyElses(String move) {
            var id = AProposal.to(Someone.registered()).pending();
            var theirs = moves(move, id);
            var unknown = moves(move, UNKNOWN);
            refused(theirs.then(), 404, "consent-not-found");
            assertThat(theirs.asString().replace(id, ""))
                    .isEqualTo(unknown.asString().replace(UNKNOWN, ""));
            refused(moves(move, "not-an-id").then(), 404, "consent-not-found");
        }

        @Test
        void isItToWhomNobodyKnows() {
            var id = AProposal.to(someone).pending();
            refused(given().get("/v1/consents/" + id).then(), 401, "token-missing");
            refused(given().post("/v1/me/consents/" + id + "/revoke").then(), 401, "token-missing");
            refused(Hub.as("operator").get("/v1/consents/" + id).then(), 403, "role-missing");
            refused(
                    Hub.as("operator")
                            .post("/v1/consents/" + UNKNOWN + "/suspend")
                            .then(),
                    404,
                    "consent-not-found");
            refused(Hub.as("app").post("/v1/consents/" + id + "/suspend").then(), 403, "role-missing");
        }

        private Response moves(String move, String id) {
            return someone.asks()
                    .header("If-Match", "\"1\"")
                    .contentType(ContentType.JSON)
                    .body(Map.of("words", "0".repeat(64), "maxReads", 1))
                    .post("/v1/me/consents/" + id + "/" + move);
        }
    }

    @Nested
    class AtOnce {

        @Test
        void oneOfTwoNarrowingsOfAVersionIsStale() throws Exception {
            var id = AProposal.to(someone).approvedBy(someone);
            var answers = together(List.of(
                    () -> someone.narrows(id, "\"1\"", Map.of("maxReads", 4)),
                    () -> someone.narrows(id, "\"1\"", Map.of("items", List.of(item(HUKOU))))));
            assertThat(answers).containsExactlyInAnyOrder("200 ", "412 version-stale");
            Hub.as("app").get("/v1/consents/" + id).then().body("version", equalTo(2));
        }

        @Test
        void oneOfApprovalAndRejectionHolds() throws Exception {
            var id = AProposal.to(someone).pending();
            var answers = together(List.of(() -> someone.approves(id), () -> someone.does("reject", id)));
            assertThat(answers).containsExactlyInAnyOrder("200 ", "409 state-conflict");
        }

        @Test
        void oneOfApprovalAndCancellationHolds() throws Exception {
            var id = AProposal.to(someone).pending();
            var answers = together(List.of(
                    () -> someone.approves(id),
                    () -> Hub.as("app").post("/v1/consents/" + id + "/cancel").then()));
            assertThat(answers).containsExactlyInAnyOrder("200 ", "409 state-conflict");
        }

        @Test
        void aRevocationOutlivesEveryOtherMove() throws Exception {
            for (var i = 0; i < 10; i++) {
                var id = AProposal.to(someone).approvedBy(someone);
                var answers = together(List.of(
                        () -> someone.does("revoke", id),
                        () -> someone.does("pause", id),
                        () -> Hub.as("operator")
                                .post("/v1/consents/" + id + "/suspend")
                                .then(),
                        () -> someone.narrows(id, "\"1\"", Map.of("maxReads", 4))));
                assertThat(answers.getFirst()).isEqualTo("200 ");
                assertThat(answers).allMatch(answer -> answer.equals("200 ") || answer.equals("409 state-conflict"));
                Hub.as("app").get("/v1/consents/" + id).then().body("state", equalTo("REVOKED"));
            }
        }

        private static List<String> together(List<Callable<ValidatableResponse>> moves) throws Exception {
            try (var threads = Executors.newFixedThreadPool(moves.size())) {
                return threads.invokeAll(moves).stream()
                        .map(done -> outcome(done.resultNow()))
                        .toList();
            }
        }

        private static String outcome(ValidatableResponse answer) {
            var body = answer.extract();
            return body.statusCode() + " " + (body.statusCode() < 400 ? "" : body.<String>path("code"));
        }
    }
}
