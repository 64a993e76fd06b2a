package city.huitong.consent.api;

import static city.huitong.consent.api.AProposal.BIRTH;
import static city.huitong.consent.api.AProposal.HUKOU;
import static city.huitong.consent.api.AProposal.PURPOSE;
import static city.huitong.consent.api.AProposal.item;
import static city.huitong.consent.api.AProposal.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import city.huitong.audit.Access;
import city.huitong.audit.AccessQueries;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.Basis;
import city.huitong.consent.ConsentChanged;
import city.huitong.consent.ConsentEvent;
import city.huitong.consent.ConsentQueries;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.hub.Topics;
import city.huitong.platform.data.PageRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConsentApiTest {

    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

    private final Pool pool;
    private final ConsentQueries queries;
    private final AccessQueries accesses;
    private Someone someone;

    ConsentApiTest(Pool pool, ConsentQueries queries, AccessQueries accesses) {
        this.pool = pool;
        this.queries = queries;
        this.accesses = accesses;
    }

    @BeforeEach
    void register() {
        someone = Someone.registered();
    }

    private AProposal proposal() {
        return AProposal.to(someone);
    }

    @Nested
    class Proposing {

        @Test
        void waitsForTheSubjectForAnHour() {
            var answer = proposal().sent().statusCode(201).body("state", equalTo("PENDING"));
            var consent = answer.extract().jsonPath();
            answer.header("Location", org.hamcrest.Matchers.endsWith("/v1/consents/" + consent.getString("id")));
            assertThat(Duration.between(
                            Instant.parse(consent.getString("proposedAt")),
                            Instant.parse(consent.getString("approveBy"))))
                    .isEqualTo(Duration.ofMinutes(60));
            refused(read(consent.getString("id"), BIRTH).then(), 403, "consent-not-active")
                    .body("state", equalTo("PENDING"));
        }

        @Test
        void doesNotTellWhetherTheHubKnowsSomebody() {
            var stranger = Someone.unregistered().number();
            var subject = Map.of("kind", "person", "number", stranger);
            proposal().with("subject", subject).sent().statusCode(201).body("state", equalTo("PENDING"));
            assertThat(proposal().sent().extract().asString()).doesNotContain(someone.number());
        }

        @Test
        void namesTheSubjectByPseudonymToo() {
            var pseudonym = Hub.subject(someone.number());
            var id = proposal()
                    .with("subject", Map.of("kind", "person", "id", pseudonym))
                    .approvedBy(someone);
            read(id, BIRTH)
                    .then()
                    .statusCode(200)
                    .body("facts[0].value", equalTo(someone.birth().toString()));
        }

        @Test
        void namesEverythingThatIsWrong() {
            refused(
                            Hub.as("app")
                                    .contentType(ContentType.JSON)
                                    .body("{\"items\":[null,{\"kind\":\"fact\"}],\"maxReads\":0,\"notAfter\":\"soon\"}")
                                    .post("/v1/consents")
                                    .then(),
                            400,
                            "request-invalid")
                    .body(
                            "errors.pointer",
                            contains(
                                    "/subject/kind",
                                    "/subject",
                                    "/purpose",
                                    "/maxReads",
                                    "/items/0",
                                    "/items/1",
                                    "/notAfter"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"person.birthh", "enterprise.size", "person.tradeIns", "' or 1=1 --", "{\"a\":1}"})
        void refusesItemsThatCannotBeConsentedTo(String fact) {
            refused(proposal().with("items", List.of(item(fact))).sent(), 400, "request-invalid");
        }

        @Test
        void refusesTooManyAndRepeatedItems() {
            refused(
                    proposal()
                            .with("items", Collections.nCopies(10_000, item(BIRTH)))
                            .sent(),
                    400,
                    "request-invalid");
            refused(proposal().with("items", List.of(item(BIRTH), item(BIRTH))).sent(), 400, "request-invalid")
                    .body("errors.code", hasItem("duplicate"));
            refused(proposal().with("items", List.of()).sent(), 400, "request-invalid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"999999198501017718", "99999919850101771", "９９９９９９１９８５０１０１７７１Ｘ", "", "x' or 'a'='a"})
        void refusesNumbersThatCannotExist(String number) {
            refused(
                    proposal()
                            .with("subject", Map.of("kind", "person", "number", number))
                            .sent(),
                    400,
                    "request-invalid");
        }

        @Test
        void hasNoRoomForOfficialNumbersInReferences() {
            refused(proposal().with("reference", someone.number()).sent(), 400, "request-invalid");
        }

        @Test
        void refusesOthersThanRecipients() {
            for (var client : List.of("officer", "operator", "auditor", "department-public-security")) {
                refused(proposal().sentBy(Hub.as(client)), 403, "role-missing");
            }
        }
    }

    @Nested
    class FairUse {

        @ParameterizedTest
        @CsvSource({"maxReads, 100001, 100000", "retentionDays, 2, 1", "lookbackMonths, 13, 12"})
        void refusesWithTheLimitAndWhatWasAsked(String name, int asked, String limit) {
            refused(proposal().with(name, asked).sent(), 422, "fair-use-exceeded")
                    .body("limit", equalTo(Integer.valueOf(limit)))
                    .body("asked", equalTo(Integer.toString(asked)))
                    .body("errors[0].pointer", equalTo("/" + name));
        }

        @Test
        void refusesALongerValidityAndOnwardUse() {
            refused(
                            proposal()
                                    .with("notAfter", AProposal.in(400, ChronoUnit.DAYS))
                                    .with("onward", true)
                                    .sent(),
                            422,
                            "fair-use-exceeded")
                    .body("errors.pointer", contains("/notAfter", "/onward"));
        }

        @Test
        void allowsOnlyThePurposesAndKindsOfTheCity() {
            refused(proposal().with("purpose", "curiosity").sent(), 422, "purpose-unknown");
            refused(
                            proposal()
                                    .with("purpose", "pre-screening")
                                    .with("maxReads", 1)
                                    .sent(),
                            422,
                            "fair-use-exceeded")
                    .body("errors.pointer", hasItem("/items"));
        }

        /** bank-a has a rule of its own for one product. */
        @Test
        void letsTheMoreParticularRuleDecide() {
            var bank = Bank.named("bank-a");
            var loan = proposal().with("purpose", "loan-underwriting").with("maxReadsPerDay", 1);
            bank.proposes(loan.with("maxReads", 10).with("product", "tax-credit-loan"))
                    .statusCode(201);
            refused(bank.proposes(loan.with("product", "other")), 422, "fair-use-exceeded");
            refused(Bank.named("bank-b").proposes(loan.with("product", "tax-credit-loan")), 422, "fair-use-exceeded");
        }
    }

    @Nested
    class Approving {

        @Test
        void needsAStrongAndFreshLogin() {
            var id = proposal().pending();
            refused(someone.approves(id, someone.asksWeakly()), 401, "step-up-required");
            var old = someone.asks("login", Instant.now().minusSeconds(3600));
            refused(someone.approves(id, old), 401, "step-up-required");
            someone.approves(id).statusCode(200).body("state", equalTo("ACTIVE"));
        }

        @Test
        void needsTheWordsThatWereShown() {
            var id = proposal().pending();
            refused(approve(id, "{\"words\":\"" + "0".repeat(64) + "\"}"), 409, "words-differ");
            refused(approve(id, "{}"), 400, "request-invalid");
            var mine = someone.asks().get("/v1/me/consents/" + id).jsonPath();
            assertThat(mine.getString("words.en"))
                    .contains("app asks to see", "Serving the subject", "At most 5 times");
            assertThat(mine.getString("consent.state")).isEqualTo("PENDING");
        }

        @Test
        void isPossibleOnce() {
            var id = proposal().approvedBy(someone);
            refused(someone.approves(id), 409, "state-conflict").body("state", equalTo("ACTIVE"));
        }

        @Test
        void isNotPossibleAfterARejection() {
            var id = proposal().pending();
            someone.does("reject", id).statusCode(200).body("state", equalTo("REJECTED"));
            refused(someone.approves(id), 409, "state-conflict").body("state", equalTo("REJECTED"));
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("REJECTED"));
        }

        @Test
        void isNotPossibleAfterAnHour() {
            var id = proposal().pending();
            shift(id, "approve_by = now() - interval '1 second'");
            refused(someone.approves(id), 409, "state-conflict").body("state", equalTo("TIMED_OUT"));
            Hub.as("app").get("/v1/consents/" + id).then().body("state", equalTo("TIMED_OUT"));
        }

        @Test
        void isNotPossibleForWithdrawnProposals() {
            var id = proposal().pending();
            Hub.as("app")
                    .post("/v1/consents/" + id + "/cancel")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("CANCELLED"));
            refused(someone.approves(id), 409, "state-conflict");
            refused(Hub.as("app").post("/v1/consents/" + id + "/cancel").then(), 409, "state-conflict");
        }

        @Test
        void isForNobodyElse() {
            var id = proposal().pending();
            var words = someone.wordsOf(id);
            var other = Someone.registered();
            refused(
                    other.asks()
                            .contentType(ContentType.JSON)
                            .body(Map.of("words", words))
                            .post("/v1/me/consents/" + id + "/approve")
                            .then(),
                    404,
                    "consent-not-found");
            refused(
                    Hub.as("app")
                            .contentType(ContentType.JSON)
                            .body("{}")
                            .post("/v1/me/consents/" + id + "/approve")
                            .then(),
                    403,
                    "role-missing");
        }

        @Test
        void takesAsManyPeopleAsTheRuleSays() {
            var subject = Hub.subject(someone.number());
            Hub.as("operator")
                    .contentType(ContentType.JSON)
                    .body("{\"needed\":2}")
                    .put("/v1/subjects/" + subject + "/approval-rule")
                    .then()
                    .statusCode(200);
            var id = proposal().pending();
            var first = someone.asks("first", Instant.now());
            var second = someone.asks("second", Instant.now());
            someone.approves(id, first).statusCode(200).body("state", equalTo("PARTIALLY_APPROVED"));
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("PARTIALLY_APPROVED"));
            refused(someone.approves(id, first), 409, "state-conflict");
            someone.approves(id, second)
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"))
                    .body("approvalsGiven", equalTo(2));
            read(id, BIRTH).then().statusCode(200);
        }

        private ValidatableResponse approve(String id, String body) {
            return someone.asks()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/me/consents/" + id + "/approve")
                    .then();
        }
    }

    @Nested
    class Reading {

        @Test
        void givesWhatWasAskedForAndWritesIt() {
            var id = proposal().approvedBy(someone);
            var answer = read(id, BIRTH).then().statusCode(200).body("version", equalTo(1));
            answer.body("facts.name", contains(BIRTH))
                    .body("facts[0].value", equalTo(someone.birth().toString()))
                    .body("facts[0].missing", equalTo(false))
                    .body("readsLeft", equalTo(4));
            assertThat(reads(id)).singleElement().satisfies(entry -> {
                assertThat(entry.actor()).isEqualTo("app");
                assertThat(entry.purpose()).isEqualTo(PURPOSE);
                assertThat(entry.fields()).containsExactly(BIRTH);
                assertThat(entry.answer())
                        .contains(UUID.fromString(answer.extract().path("id")));
            });
        }

        @Test
        void saysWhyNot() {
            var id = proposal().with("items", List.of(item(BIRTH))).approvedBy(someone);
            refused(read(Hub.as("app"), id, "guarantee", BIRTH).then(), 403, "purpose-mismatch");
            refused(read(id, HUKOU).then(), 403, "item-not-consented");
            refused(read(id, BIRTH, HUKOU).then(), 403, "item-not-consented");
            refused(read(id, "person.nothing").then(), 403, "item-not-consented");
            refused(read(id).then(), 400, "request-invalid");
            refused(read(id, "x'; drop table consent --").then(), 400, "request-invalid");
            refused(read(UNKNOWN, BIRTH).then(), 404, "consent-not-found");
            Hub.as("app").get("/v1/consents/" + id).then().body("readsUsed", equalTo(0));
        }

        @Test
        void writesRefusalsIntoTheSubjectsTrail() {
            var id = proposal().with("items", List.of(item(BIRTH))).approvedBy(someone);
            read(id, HUKOU).then().statusCode(403);
            assertThat(trail())
                    .filteredOn(entry -> entry.kind() == AuditKind.REFUSED)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.fields()).containsExactly(HUKOU);
                        assertThat(entry.details()).isEqualTo(Map.of("code", "item-not-consented", "consent", id));
                    });
        }

        @Test
        void tellsNobodyElseThatTheConsentExists() {
            var id = proposal().approvedBy(someone);
            var other = Tokens.signed("another-app", "app", claims -> claims);
            for (var path : List.of("", "/cancel", "/reads")) {
                var theirs = Tokens.with(other)
                        .contentType(ContentType.JSON)
                        .body(Map.of("facts", List.of(BIRTH), "purpose", PURPOSE));
                var unknown = Tokens.with(other)
                        .contentType(ContentType.JSON)
                        .body(Map.of("facts", List.of(BIRTH), "purpose", PURPOSE));
                var one = path.isEmpty() ? theirs.get("/v1/consents/" + id) : theirs.post("/v1/consents/" + id + path);
                var two = path.isEmpty()
                        ? unknown.get("/v1/consents/" + UNKNOWN)
                        : unknown.post("/v1/consents/" + UNKNOWN + path);
                refused(one.then(), 404, "consent-not-found");
                assertThat(one.asString().replace(id, ""))
                        .isEqualTo(two.asString().replace(UNKNOWN, ""));
            }
            refused(Hub.as("app").get("/v1/consents/not-an-id").then(), 404, "consent-not-found");
        }

        @Test
        void stopsWhenThePauseBegins() {
            var id = proposal().approvedBy(someone);
            someone.does("pause", id).statusCode(200);
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("PAUSED"));
            someone.does("resume", id).statusCode(200);
            read(id, BIRTH).then().statusCode(200);
            refused(someone.does("resume", id), 409, "state-conflict");
        }

        @Test
        void stopsForGoodAfterARevocation() {
            var id = proposal().approvedBy(someone);
            read(id, BIRTH).then().statusCode(200);
            someone.does("revoke", id).statusCode(200).body("state", equalTo("REVOKED"));
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("REVOKED"));
            for (var move : List.of("revoke", "pause", "resume", "reject")) {
                refused(someone.does(move, id), 409, "state-conflict");
            }
        }

        @Test
        void stopsByTheClockAlone() {
            var id = proposal().approvedBy(someone);
            shift(id, "not_after = clock_timestamp()");
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("EXPIRED"));
            refused(someone.does("pause", id), 409, "state-conflict").body("state", equalTo("EXPIRED"));
        }

        @Test
        void beginsByTheClockAlone() {
            var id = proposal()
                    .with("notBefore", AProposal.in(1, ChronoUnit.HOURS))
                    .approvedBy(someone);
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("NOT_YET_VALID"));
            shift(id, "not_before = now()");
            read(id, BIRTH).then().statusCode(200);
        }

        @Test
        void stopsWhileTheHubSuspendsIt() {
            var id = proposal().approvedBy(someone);
            hub("suspend", id).statusCode(200).body("state", equalTo("SUSPENDED"));
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("SUSPENDED"));
            refused(someone.does("resume", id), 409, "state-conflict");
            hub("reinstate", id).statusCode(200).body("state", equalTo("ACTIVE"));
            read(id, BIRTH).then().statusCode(200);
        }

        @Test
        void staysPausedAfterASuspension() {
            var id = proposal().approvedBy(someone);
            someone.does("pause", id).statusCode(200);
            hub("suspend", id).statusCode(200);
            hub("reinstate", id).statusCode(200).body("state", equalTo("PAUSED"));
        }

        @Test
        void endsWithTheLastRead() {
            var id = proposal().with("maxReads", 1).approvedBy(someone);
            read(id, BIRTH).then().statusCode(200).body("readsLeft", equalTo(0));
            refused(read(id, BIRTH).then(), 403, "consent-not-active").body("state", equalTo("EXHAUSTED"));
        }

        @Test
        void waitsForTheNextDay() {
            var id = proposal().with("maxReadsPerDay", 1).approvedBy(someone);
            read(id, BIRTH).then().statusCode(200);
            refused(read(id, BIRTH).then(), 429, "daily-limit-reached").header("Retry-After", notNullValue());
            shift(id, "used_on = used_on - 1");
            read(id, BIRTH).then().statusCode(200);
        }

        /** The look-back of a fact that was redefined since. */
        @Test
        void reachesNoFurtherBackThanConsentedTo() {
            var id = proposal()
                    .with("items", List.of(item("person.tradeIns")))
                    .with("lookbackMonths", 12)
                    .approvedBy(someone);
            read(id, "person.tradeIns").then().statusCode(200);
            shift(id, "lookback_months = 6");
            refused(read(id, "person.tradeIns").then(), 403, "item-not-consented");
            Hub.as("app").get("/v1/consents/" + id).then().body("readsUsed", equalTo(1));
        }

        @Test
        void isForBanksThatProveTheirKey() {
            var bank = Bank.named("bank-a");
            var loan =
                    proposal().with("purpose", "guarantee").with("maxReads", 2).with("maxReadsPerDay", 1);
            String id = bank.proposes(loan).statusCode(201).extract().path("id");
            someone.approves(id).statusCode(200);
            bank.reads(id, "guarantee", BIRTH).statusCode(200).body("readsLeft", equalTo(1));
            refused(Bank.named("bank-b").reads(id, "guarantee", BIRTH), 404, "consent-not-found");
        }
    }

    @Nested
    class Narrowing {

        @Test
        void makesAVersionThatAllowsLess() {
            var id = proposal().approvedBy(someone);
            someone.narrows(id, "\"1\"", Map.of("items", List.of(item(BIRTH)), "maxReads", 3))
                    .statusCode(200)
                    .body("version", equalTo(2))
                    .body("items.code", contains(BIRTH))
                    .body("maxReads", equalTo(3))
                    .body("state", equalTo("ACTIVE"));
            refused(read(id, HUKOU).then(), 403, "item-not-consented");
            read(id, BIRTH).then().statusCode(200).body("version", equalTo(2));
            assertThat(rows("select version, items from consent_version where consent = '" + id + "' order by version"))
                    .containsExactly("1 [fact:person.birth, fact:person.hukou]", "2 [fact:person.birth]");
        }

        @Test
        void needsTheVersionAtHand() {
            var id = proposal().approvedBy(someone);
            var tag = someone.asks().get("/v1/me/consents/" + id).header("ETag");
            someone.narrows(id, tag, Map.of("maxReads", 4)).statusCode(200);
            refused(someone.narrows(id, tag, Map.of("maxReads", 3)), 412, "version-stale");
            refused(someone.narrows(id, "*", Map.of("maxReads", 3)), 412, "version-stale");
            refused(
                    someone.asks()
                            .contentType(ContentType.JSON)
                            .body("{\"maxReads\":3}")
                            .post("/v1/me/consents/" + id + "/narrow")
                            .then(),
                    428,
                    "version-required");
        }

        @Test
        void neverWidens() {
            var id = proposal().approvedBy(someone);
            var more = List.<Map<String, ?>>of(
                    Map.of("maxReads", 6),
                    Map.of("items", List.of(item(BIRTH), item(HUKOU), item("person.sex"))),
                    Map.of("notAfter", AProposal.in(3, ChronoUnit.DAYS)),
                    Map.of("retentionDays", 1),
                    Map.of());
            more.forEach(body -> refused(someone.narrows(id, "\"1\"", body), 422, "narrowing-widens"));
        }

        @Test
        void isNoRevocation() {
            var id = proposal().approvedBy(someone);
            read(id, BIRTH).then().statusCode(200);
            refused(someone.narrows(id, "\"1\"", Map.of("maxReads", 1)), 422, "narrowing-widens");
        }
    }

    @Nested
    class Repeating {

        @Test
        void hasOneEffectAndOneAnswer() {
            var key = UUID.randomUUID().toString();
            var proposal = proposal();
            var first = proposal.sentBy(Hub.as("app").header("Idempotency-Key", key))
                    .statusCode(201);
            var second = proposal.sentBy(Hub.as("app").header("Idempotency-Key", key))
                    .statusCode(201);
            assertThat(first.extract().<String>path("id"))
                    .isEqualTo(second.extract().path("id"));
            refused(
                    proposal.with("maxReads", 4).sentBy(Hub.as("app").header("Idempotency-Key", key)),
                    409,
                    "idempotency-conflict");
        }

        @Test
        void costsNoUseAndIsWritten() {
            var id = proposal().with("maxReads", 1).approvedBy(someone);
            var key = UUID.randomUUID().toString();
            var first = repeatable(id, key, BIRTH).statusCode(200).extract().asString();
            var second = repeatable(id, key, BIRTH).statusCode(200).extract().asString();
            assertThat(second).isEqualTo(first);
            assertThat(reads(id)).hasSize(2);
            refused(repeatable(id, key, HUKOU), 409, "idempotency-conflict");
            refused(repeatable(id, UUID.randomUUID().toString(), BIRTH), 403, "consent-not-active");
        }

        @Test
        void isRefusedAfterTheRevocation() {
            var id = proposal().approvedBy(someone);
            var key = UUID.randomUUID().toString();
            repeatable(id, key, BIRTH).statusCode(200);
            someone.does("revoke", id).statusCode(200);
            refused(repeatable(id, key, BIRTH), 403, "consent-not-active").body("state", equalTo("REVOKED"));
        }

        @Test
        void ofARefusalIsTriedAnew() {
            var id = proposal().approvedBy(someone);
            var key = UUID.randomUUID().toString();
            someone.does("pause", id).statusCode(200);
            repeatable(id, key, BIRTH).statusCode(403);
            someone.does("resume", id).statusCode(200);
            repeatable(id, key, BIRTH).statusCode(200);
        }

        @Test
        void keepsAnswersSealed() {
            var id = proposal().approvedBy(someone);
            repeatable(id, UUID.randomUUID().toString(), BIRTH).statusCode(200);
            assertThat(rows("select position(convert_to('" + someone.birth()
                            + "', 'UTF8') in answer) from consent_answer where consent = '" + id + "'"))
                    .containsExactly("0");
        }

        @Test
        void refusesKeysThatAreNone() {
            refused(
                    proposal().sentBy(Hub.as("app").header("Idempotency-Key", "x".repeat(201))),
                    400,
                    "request-invalid");
        }

        private ValidatableResponse repeatable(String id, String key, String fact) {
            return read(Hub.as("app").header("Idempotency-Key", key), id, PURPOSE, fact)
                    .then();
        }
    }

    @Nested
    class Looking {

        @Test
        void saysWhetherAnythingIsNew() {
            var id = proposal().pending();
            var tag = Hub.as("app").get("/v1/consents/" + id).header("ETag");
            var same = Hub.as("app").header("If-None-Match", tag).get("/v1/consents/" + id);
            same.then().statusCode(304);
            assertThat(same.asString()).isEmpty();
            someone.approves(id).statusCode(200);
            Hub.as("app")
                    .header("If-None-Match", tag)
                    .get("/v1/consents/" + id)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"))
                    .header("ETag", not(equalTo(tag)));
        }

        @Test
        void saysSoWhenTimeHasPassed() {
            var id = proposal().pending();
            var tag = Hub.as("app").get("/v1/consents/" + id).header("ETag");
            shift(id, "approve_by = clock_timestamp()");
            Hub.as("app")
                    .header("If-None-Match", tag)
                    .get("/v1/consents/" + id)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("TIMED_OUT"));
        }

        @Test
        void listsOnesOwn() {
            var recipient = Tokens.signed("app-" + UUID.randomUUID(), "app", claims -> claims);
            String first = proposal().sentBy(Tokens.with(recipient)).extract().path("id");
            String second = proposal().sentBy(Tokens.with(recipient)).extract().path("id");
            someone.approves(second).statusCode(200);
            Tokens.with(recipient).get("/v1/consents").then().body("items.id", contains(second, first));
            Tokens.with(recipient).get("/v1/consents?state=PENDING").then().body("items.id", contains(first));
            refused(Tokens.with(recipient).get("/v1/consents?state=pending").then(), 400, "request-invalid");
            var page = someone.asks().get("/v1/me/consents?limit=1").then().body("items.id", contains(second));
            someone.asks()
                    .queryParam("after", page.extract().<String>path("next"))
                    .get("/v1/me/consents")
                    .then()
                    .body("items.id", contains(first));
        }

        @Test
        void showsTheSubjectEveryMoveChained() {
            var id = proposal().approvedBy(someone);
            someone.does("pause", id);
            someone.does("revoke", id);
            someone.asks()
                    .get("/v1/me/consents/" + id)
                    .then()
                    .body("events.move", contains("propose", "approve", "pause", "revoke"))
                    .body("events.to", contains("PENDING", "ACTIVE", "PAUSED", "REVOKED"))
                    .body("events.role", contains("app", "citizen", "citizen", "citizen"));
            var events = got(queries.events(UUID.fromString(id)));
            var hashes = rows("select hash from consent_event where consent = '" + id + "' order by seq");
            assertThat(ConsentEvent.isChain(events, hashes)).isTrue();
            assertThat(ConsentEvent.isChain(events.subList(1, 4), hashes.subList(1, 4)))
                    .isFalse();
        }

        @Test
        void tellsWhatTimeHasEnded() {
            var undecided = proposal().pending();
            var inForce = proposal().approvedBy(someone);
            shift(undecided, "approve_by = clock_timestamp()");
            shift(inForce, "not_after = clock_timestamp()");
            assertThat(Topics.about(ConsentChanged.TOPIC, undecided, "time-out", 1))
                    .hasSize(1);
            assertThat(Topics.about(ConsentChanged.TOPIC, inForce, "expire", 1)).hasSize(1);
            someone.asks().get("/v1/me/consents/" + inForce).then().body("events.role", hasItem("hub"));
        }

        @Test
        void keepsMovesForEver() {
            var id = proposal().pending();
            assertThatThrownBy(() -> rows("delete from consent_event where consent = '" + id + "'"))
                    .hasMessageContaining("append-only");
            assertThatThrownBy(() -> rows("update consent_event set to_state = 'ACTIVE' where consent = '" + id + "'"))
                    .hasMessageContaining("append-only");
        }

        @Test
        void writesMovesIntoTheTrailAndTellsBothSidesWithoutNumbers() {
            var id = proposal().approvedBy(someone);
            assertThat(trail())
                    .filteredOn(entry -> entry.kind() == AuditKind.CONSENT_CHANGED)
                    .extracting(entry -> entry.actor() + " " + entry.details())
                    .containsExactly(
                            "self {from=PENDING, move=approve, to=ACTIVE}",
                            "app {from=NONE, move=propose, to=PENDING}");
            var events = Topics.about(ConsentChanged.TOPIC, id, "consent", 2).stream()
                    .map(record -> record.value())
                    .toList();
            assertThat(events)
                    .allSatisfy(event -> assertThat(event)
                            .contains("\"recipient\":\"app\"", Hub.subject(someone.number()))
                            .doesNotContain(someone.number(), "login"));
            assertThat(events.getLast()).contains("\"move\":\"approve\"", "\"state\":\"ACTIVE\"");
        }
    }

    private static ValidatableResponse hub(String move, String id) {
        return Hub.as("operator").post("/v1/consents/" + id + "/" + move).then();
    }

    static ValidatableResponse refused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status).body("code", equalTo(code));
    }

    private void shift(String id, String change) {
        rows("update consent set " + change + " where id = '" + id + "'");
    }

    private List<AuditEntry> trail() {
        var subject = UUID.fromString(Hub.subject(someone.number()));
        return got(accesses.ofSubject(subject, new PageRequest(100, Optional.empty()))).items().stream()
                .map(Access::entry)
                .toList();
    }

    private List<AuditEntry> reads(String id) {
        return trail().stream()
                .filter(entry -> entry.kind() == AuditKind.READ)
                .filter(entry -> entry.basis() instanceof Basis.Consent consent
                        && consent.id().equals(id))
                .toList();
    }

    private List<String> rows(String sql) {
        return Rows.of(pool, sql);
    }

    private static <T> T got(Uni<T> work) {
        return work.await().atMost(Hub.DEADLINE);
    }
}
