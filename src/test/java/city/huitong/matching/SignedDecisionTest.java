package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.SignedDocument;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One decision as a document to keep: complete, signed, and the same whenever it is asked for again. */
@QuarkusTest
class SignedDecisionTest {

    private static final String ALLOWANCE = "x.elderly-allowance";

    @Inject
    CityClock clock;

    private final LocalDate birth = LocalDate.of(1950, 5, 6);
    private final String number = FreshNumbers.citizen(birth);

    @Test
    void saysOfEveryCriterionWhatItSawWantsAndLacks() {
        var turns65 = clock.today().plusDays(40);
        var young = FreshNumbers.citizen(turns65.minusYears(65));
        registered(young, turns65.minusYears(65), "x");

        var document = document("officer", Hub.subject(young), ALLOWANCE, "");

        assertThat(document.getString("outcome")).isEqualTo("NOT_ELIGIBLE");
        assertThat(document.getString("sentence.zh")).contains("年满65周岁").contains(turns65.toString());
        assertThat(document.<String>getList("decisive")).containsExactly("age");
        assertThat(document.<List<String>>getList("minimalFix")).containsExactly(List.of("age"));
        assertThat(document.getString("becomesEligibleOn")).isEqualTo(turns65.toString());
        var age = "criteria.find { it.id == 'age' }";
        assertThat(document.getString(age + ".result")).isEqualTo("FALSE");
        assertThat(document.getString(age + ".observed")).isEqualTo("64");
        assertThat(document.getString(age + ".required")).isEqualTo(">= 65");
        assertThat(document.<Object>get(age + ".gap")).isEqualTo(Map.of("count", 1, "days", 40));
        assertThat(document.getString(age + ".becomesTrueOn")).isEqualTo(turns65.toString());
        assertThat(document.getString(age + ".legal")).isEqualTo("适用范围");
        assertThat(document.getString(age + ".facts[0].department")).isEqualTo("public-security");
        assertThat(document.getString(age + ".facts[0].record")).startsWith("population:");
    }

    @Test
    void isTheSameAgainWhateverRecordsAndLawHaveBecomeSince() {
        registered(number, birth, "x");
        var id = Hub.subject(number);
        var policy = "test.signed-" + UUID.randomUUID();
        publish(policy, 100, "person.hukou");

        var yuan = 100;
        for (var who : List.of("officer", "auditor")) {
            var before = document(who, id, policy, "?asOf=2026-11-23");
            assertThat(before.getString("outcome")).isEqualTo("ELIGIBLE");
            registered(number, birth, "other");
            publish(policy, ++yuan, "person.hukou");

            var now = document(who, id, policy, "?asOf=2026-11-23");
            var again = document(who, id, policy, "?asOf=2026-11-23&knownAt=" + before.getString("knownAt"));

            assertThat(now.getString("outcome")).isEqualTo("NOT_ELIGIBLE");
            assertThat(now.getString("hash")).isNotEqualTo(before.getString("hash"));
            assertThat(again.getString("hash")).isEqualTo(before.getString("hash"));
            assertThat(again.getMap("$")).isEqualTo(before.getMap("$"));
            registered(number, birth, "x");
        }
    }

    /** Records are stored and policies published all the while; whatever a document says stays said. */
    @Test
    void isTheSameAgainEvenIfRecordsAreBeingStoredJustThen() throws Exception {
        registered(number, birth, "x");
        var id = Hub.subject(number);
        try (var sender = Executors.newSingleThreadExecutor()) {
            var sent = sender.submit(() -> {
                for (var i = 0; i < 30; i++) {
                    registered(number, birth, i % 2 == 0 ? "other" : "x");
                }
            });
            var documents = new java.util.ArrayList<JsonPath>();
            while (!sent.isDone()) {
                documents.add(document("officer", id, ALLOWANCE, "?asOf=2026-11-23"));
            }
            sent.get();
            assertThat(documents).hasSizeGreaterThan(3);
            documents.forEach(each -> assertThat(
                            document("officer", id, ALLOWANCE, "?asOf=2026-11-23&knownAt=" + each.getString("knownAt"))
                                    .getString("hash"))
                    .isEqualTo(each.getString("hash")));
        }
    }

    @Test
    void hashAndSignatureAreThoseOfTheDocumentAndNoOther() throws Exception {
        registered(number, birth, "x");
        var text = text("officer", Hub.subject(number), ALLOWANCE, "");
        var keys = given().get("/.well-known/jwks.json").asString();

        var opened = SignedDocument.openSelfContained(text, "huitong-decision+jws", keys);
        var content = new JsonObject(opened.payload());
        var hash = content.getString("hash");
        content.remove("hash");
        content.remove("engine");

        assertThat(sha256(new JsonCanonicalizer(content.encode()).getEncodedUTF8()))
                .isEqualTo(hash);
        for (var forged : List.of(
                text.replace("\"ELIGIBLE\"", "\"NOT_ELIGIBLE\""),
                text.replace("15000", "15001"),
                text.replace("\"signature\"", "\"other\""))) {
            assertThat(forged).isNotEqualTo(text);
            assertThatThrownBy(() -> SignedDocument.openSelfContained(forged, "huitong-decision+jws", keys))
                    .isInstanceOf(SignedDocument.NotSigned.class);
        }
        assertThatThrownBy(() -> SignedDocument.openSelfContained(text, "huitong-consent+jwt", keys))
                .isInstanceOf(SignedDocument.NotSigned.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.elderly-allowance",
                "x.minimum-living",
                "x.disability-living",
                "x.severe-disability-care",
                "cn.skill-upgrade-subsidy",
                "cn.childcare-subsidy"
            })
    void fitsItsSchemaAtEveryLevel(String policy) throws IOException {
        registered(number, birth, "x");
        var id = Hub.subject(number);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/schemas/huitong.decision.v1.schema.json")));
        for (var level : List.of("citizen", "officer", "auditor")) {
            var text = text("auditor", id, policy, "?level=" + level);
            assertThat(schema.validate(text, InputFormat.JSON)).as(level).isEmpty();
            assertThat(text.contains("recordHash")).isEqualTo(level.equals("auditor") && text.contains("recordedAt"));
            assertThat(text.contains("dataset\":"))
                    .as(level + " says sources")
                    .isEqualTo(!level.equals("citizen") || text.contains("\"reason\""));
        }
        assertThat(schema.validate("{\"format\":\"huitong.decision.v1\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void tellsTheSubjectInWordsAndWritesEachReadIntoTheTrail() {
        registered(number, birth, "x");
        var id = Hub.subject(number);
        document("officer", id, ALLOWANCE, "");

        var mine = me().get("/v1/me/decisions/" + ALLOWANCE)
                .then()
                .statusCode(200)
                .body("level", equalTo("citizen"))
                .body("subject", equalTo(id))
                .body("sentence.zh", equalTo("符合条件：每月150.00元。"))
                .body("benefit.amountFen", equalTo(15_000))
                .extract()
                .asString();
        assertThat(mine).doesNotContain("\"facts\"", "population");

        me().get("/v1/me/accesses")
                .then()
                .body("items[0].actor", equalTo("self"))
                .body("items[1].actor", equalTo("officer"))
                .body("items[1].fields", hasItems("person.birth", "person.deceased", "person.hukou"));
    }

    @Test
    void doesNotSayWhoElseARecordNames() {
        registered(number, birth, "x");
        var household = "88" + number.substring(6, 17);
        send(POLICE, "household-members", """
                {"citizen_number":"%s","household_number":"%s","relation":"head","joined_on":"2020-01-01"}""".formatted(number, household))
                .statusCode(200)
                .body("rejected", equalTo(0));
        send(POLICE, "households", """
                {"household_number":"%s","members":2,"district":"d01","kind":"family"}""".formatted(household)).statusCode(200).body("rejected", equalTo(0));

        var document = document("officer", Hub.subject(number), "x.minimum-living", "");

        var members = "criteria.find { it.id == 'income' }.facts.find { it.name == 'household.members' }";
        assertThat(document.getString(members + ".value")).isEqualTo("2");
        assertThat(document.getString(members + ".record")).isEqualTo("households:redacted");
        assertThat(document.<String>getList("missing.fact")).contains("household.income");
        assertThat(document.getString("missing.find { it.fact == 'household.income' }.department"))
                .isEqualTo("civil-affairs");
    }

    @Test
    void isTheSameByGraphql() {
        registered(number, birth, "x");
        var id = Hub.subject(number);
        var rest = document("officer", id, ALLOWANCE, "");

        var answer = as("officer")
                .contentType("application/json")
                .body(Map.of(
                        "query",
                        "query($id: ID!, $p: ID!, $then: DateTime) { subject(id: $id) { decision(policy: $p, knownAt: $then) { hash signature outcome document } } }",
                        "variables",
                        Map.of("id", id, "p", ALLOWANCE, "then", rest.getString("knownAt"))))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(answer.getString("data.subject.decision.hash")).isEqualTo(rest.getString("hash"));
        assertThat(answer.getString("data.subject.decision.signature")).isEqualTo(rest.getString("signature"));
        assertThat(new JsonObject(answer.getString("data.subject.decision.document")).getMap())
                .containsEntry("outcome", "ELIGIBLE");
    }

    @Test
    void refusesWhatTheCallerMayNotSeeOrCannotMean() {
        registered(number, birth, "x");
        var id = Hub.subject(number);

        refused("officer", id, ALLOWANCE, "?level=auditor", 403, "forbidden");
        refused("officer", id, ALLOWANCE, "?level=king", 400, "request-invalid");
        refused("officer", id, "x.none", "", 404, "policy-not-found");
        refused("officer", id, "cn.small-profit-cit", "", 422, "other-kind");
        refused("officer", UUID.randomUUID().toString(), ALLOWANCE, "", 404, "subject-not-found");
        refused("officer", id, ALLOWANCE, "?knownAt=2001-01-01T00:00:00Z", 422, "nothing-known-then");
        refused("app", id, ALLOWANCE, "", 403, "role-missing");
        me().get("/v1/me/decisions/cn.small-profit-cit").then().statusCode(422).body("code", equalTo("other-kind"));
    }

    private RequestSpecification me() {
        return Tokens.with(Tokens.signed(
                "citizen-" + UUID.randomUUID(), "citizen", claims -> claims.claim("official_number", number)));
    }

    private static void registered(String number, LocalDate birth, String hukou) {
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"%s"}""".formatted(number, birth, hukou))
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private static JsonPath document(String who, String id, String policy, String query) {
        return JsonPath.from(text(who, id, policy, query));
    }

    private static String text(String who, String id, String policy, String query) {
        return as(who).get("/v1/subjects/" + id + "/decisions/" + policy + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void refused(String who, String id, String policy, String query, int status, String code) {
        as(who).get("/v1/subjects/" + id + "/decisions/" + policy + query)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void publish(String policy, int yuan, String fact) {
        Hub.publish("""
                policy: %1$s
                title: {zh: 试验, en: Test}
                subject: person
                authority: civil-affairs
                automation: direct
                versions:
                  - valid: {from: 2020-01-01}
                    eligible:
                      all:
                        - {id: here, when: "%3$s == 'x'", text: {zh: 本市, en: Here}}
                    benefit: {period: once, amount: "yuan(%2$d)"}
                cases:
                  - {name: here, asOf: 2026-11-23, facts: {person: {hukou: x}}, expect: {outcome: ELIGIBLE, amount: %2$d}}
                  - {name: elsewhere, asOf: 2026-11-23, facts: {person: {hukou: bj}}, expect: {outcome: NOT_ELIGIBLE}}
                  - {name: nothing known, asOf: 2026-11-23, facts: {person: {birth: 1950-05-06}}, expect: {outcome: UNDETERMINED}}
                """.formatted(policy, yuan, fact));
    }
}
