package city.huitong.consent;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import city.huitong.audit.Basis;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.hub.Tokens;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Pseudonyms;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectProblem;
import city.huitong.subject.SubjectProfiles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to personal data needs a basis and leaves just one entry, which says what was read and nothing about the person. */
@QuarkusTest
class DisclosureTest {

    private static final String LAW = "policy-matching";
    private static final String NUMBER = "[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-9]{5}[0-9X]";

    @Inject
    Pool pool;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    SubjectProfiles profiles;

    private final String actor = "officer-" + UUID.randomUUID();
    private Trail trail;

    @BeforeEach
    void theCityIsThere() {
        as("officer").get("/v1/policies").then().statusCode(200);
        trail = new Trail(pool);
    }

    @Test
    void writesWhichFactsAnOfficerRead() {
        var person = aPerson();

        var names = officer()
                .get("/v1/subjects/" + person.id() + "/facts")
                .jsonPath()
                .<String>getList("name");

        assertThat(names).contains("person.birth", "person.hukou");
        var entry = onlyEntry();
        isLawful(entry, "officer", LAW, LAW);
        assertThat(fields(entry)).containsExactlyElementsOf(names);
        assertThat(entry.getString("subj")).hasSize(64).doesNotContain(person.id());
        saysNothingAbout(person, entry);
    }

    @Test
    void writesTheFactsBehindDecisions() {
        var person = aPerson();

        officer().get("/v1/subjects/" + person.id() + "/decisions").then().statusCode(200);

        var entry = onlyEntry();
        isLawful(entry, "officer", LAW, LAW);
        assertThat(fields(entry)).contains("person.birth", "person.hukou");
        saysNothingAbout(person, entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facts { name value }",
                "decisions { outcome }",
                "a: facts { name }",
                "... on Subject { facts { name } }"
            })
    void writesWhatGraphqlRead(String field) {
        var person = aPerson();

        assertThat(graphql("{ subject(id: \"" + person.id() + "\") { " + field + " } }"))
                .doesNotContain("errors");

        var entry = onlyEntry();
        isLawful(entry, "officer", LAW, LAW);
        assertThat(fields(entry)).contains("person.birth");
        saysNothingAbout(person, entry);
    }

    @Test
    void writesThatEntitlementsWereRead() {
        var person = aPerson();

        officer().get("/v1/subjects/" + person.id() + "/entitlements").then().statusCode(200);

        var entry = onlyEntry();
        isLawful(entry, "officer", LAW, LAW);
        assertThat(fields(entry)).containsExactly("entitlements");
        assertThat(entry.getInteger("batch")).isEqualTo(1);
    }

    @Test
    void writesAnEntryForEachSubjectOfABatch() {
        var one = aPerson();
        var other = aPerson();

        graphql(
                "{ a: subject(id: \"%s\") { entitlements { state } } b: subject(id: \"%s\") { entitlements { state } } }"
                        .formatted(one.id(), other.id()));

        var entries = trail.of(actor);
        assertThat(entries)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(fields(entry)).containsExactly("entitlements"));
        assertThat(entries).extracting(entry -> entry.getString("subj")).doesNotHaveDuplicates();
    }

    @Test
    void writesThatSomebodyWasLookedForWithoutTheNumber() {
        var person = aPerson();

        lookUp(officer(), person.number()).then().statusCode(200).body("id", equalTo(person.id()));

        var entry = onlyEntry();
        isLawful(entry, "officer", LAW, LAW);
        assertThat(fields(entry)).containsExactly("identity");
        saysNothingAbout(person, entry);
    }

    @Test
    void writesOneEntryAboutNobodyForAPageOverMany() {
        var found = officer()
                .get("/v1/entitlements?policy=x.elderly-allowance&limit=20")
                .then()
                .statusCode(200);

        var size = found.extract().<List<?>>path("items").size();
        var entry = onlyEntry();
        isLawful(entry, "officer", LAW, LAW);
        assertThat(entry.containsKey("subj")).isFalse();
        assertThat(entry.getInteger("batch")).isEqualTo(Math.max(1, size));
        assertThat(entry.getJsonObject("details").getString("policy")).isEqualTo("x.elderly-allowance");
    }

    @Test
    void readsForSupervisionWhereAnAuditorAsks() {
        var person = aPerson();

        Tokens.with(Tokens.signed(actor, "auditor", claims -> claims))
                .get("/v1/subjects/" + person.id() + "/facts")
                .then()
                .statusCode(200);

        isLawful(onlyEntry(), "auditor", "supervision", "supervision");
    }

    @Test
    void givesADepartmentItsWrongLinesAndWritesIt() {
        String batch = send(POLICE, "population", "{\"citizen_number\":\"1\",\"name\":\"李\"}")
                .extract()
                .path("batchId");
        var token = Tokens.signed(actor, "department", claims -> claims.claim("department", "public-security"));

        Tokens.with(token).get("/v1/batches/" + batch + "/rejections").then().statusCode(200);
        assertThat(trail.of(actor)).as("places and reasons are about nobody").isEmpty();
        Tokens.with(token)
                .get("/v1/batches/" + batch + "/rejections?content=true")
                .then()
                .statusCode(200)
                .body("items[0].content", startsWith("{"));

        var entry = onlyEntry();
        isLawful(entry, "department", "record-correction", "record-correction");
        assertThat(fields(entry)).containsExactly("quarantine");
        assertThat(entry.getJsonObject("details").getString("batch")).isEqualTo(batch);
    }

    @Test
    void refusesAPurposeThatNoBasisIsForAndWritesIt() {
        var person = aPerson();

        officer()
                .header("Purpose", "curiosity")
                .get("/v1/subjects/" + person.id() + "/facts")
                .then()
                .statusCode(403)
                .body("code", equalTo("no-legal-basis"));
        officer()
                .get("/v1/subjects/" + person.id() + "/decisions?purpose=supervision")
                .then()
                .statusCode(403)
                .body("code", equalTo("no-legal-basis"));
        lookUp(officer().header("Purpose", "court-order"), person.number())
                .then()
                .statusCode(403);

        var entries = trail.of(actor);
        assertThat(entries)
                .extracting(entry -> entry.getString("kind"))
                .containsExactly("REFUSED", "REFUSED", "REFUSED");
        assertThat(entries)
                .extracting(entry -> entry.getString("purpose"))
                .containsExactly("unlisted", "supervision", "court-order");
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.containsKey("basis")).isFalse());
    }

    @Test
    void takesTheStatedPurposeWhereABasisIsForIt() {
        var person = aPerson();

        officer()
                .header("Purpose", LAW)
                .get("/v1/subjects/" + person.id() + "/entitlements")
                .then()
                .statusCode(200);

        isLawful(onlyEntry(), "officer", LAW, LAW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999194806270023", "Any Purpose", "x;drop table audit_leaf", ""})
    void refusesWhatIsNoPurpose(String purpose) {
        officer()
                .header("Purpose", purpose)
                .get("/v1/subjects/" + UUID.randomUUID() + "/facts")
                .then()
                .statusCode(400)
                .body("code", equalTo("request-invalid"));
        assertThat(trail.of(actor)).isEmpty();
    }

    @Test
    void givesAppsNothingUnderALaw() {
        var person = aPerson();
        for (var what : List.of("facts", "decisions", "entitlements")) {
            as("app")
                    .get("/v1/subjects/" + person.id() + "/" + what)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("role-missing"));
        }
        lookUp(as("app"), person.number()).then().statusCode(403);
    }

    @Test
    void refusesACallerWhoseNameIsAnOfficialNumber() {
        var person = aPerson();
        Tokens.with(Tokens.signed(person.number(), "officer", claims -> claims))
                .get("/v1/subjects/" + person.id() + "/facts")
                .then()
                .statusCode(403)
                .body("code", equalTo("caller-not-nameable"))
                .body("detail", not(equalTo(person.number())));
    }

    @Test
    void readsNothingWhenTheTrailCannotBeWritten() {
        var person = aPerson();
        try (var _ = BrokenTrail.of(trail, actor)) {
            for (var what : List.of("facts", "decisions", "entitlements")) {
                var answer = officer().get("/v1/subjects/" + person.id() + "/" + what);
                assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
                assertThat(answer.asString()).doesNotContain("person.", "GRANTED", "1951");
            }
            assertThat(graphql("{ subject(id: \"" + person.id() + "\") { facts { value } } }"))
                    .doesNotContain("1951");
            assertThat(lookUp(officer(), person.number()).asString()).doesNotContain(person.id());
            assertThat(officer()
                            .get("/v1/entitlements?policy=x.elderly-allowance")
                            .asString())
                    .doesNotContain("items");
        }
        assertThat(trail.of(actor)).isEmpty();
    }

    @Test
    void givesTheFactsOfTheGrantAndNoOthers() {
        var person = aPerson();

        var facts = disclose(grant(
                person, Set.of("person.birth", "household.size"), Instant.now().plusSeconds(60)));

        assertThat(facts)
                .extracting(fact -> fact.definition().name().toString())
                .containsExactly("person.birth");
        assertThat(fields(onlyEntry())).containsExactly("person.birth");
    }

    @Test
    void refusesAGrantThatHasExpired() {
        var grant = grant(aPerson(), Set.of("person.birth"), Instant.now().minusSeconds(1));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> disclose(grant))
                .satisfies(failure -> assertThat(((city.huitong.platform.problem.Problem) failure).type())
                        .isEqualTo(SubjectProblem.DISCLOSURE_EXPIRED));
        assertThat(trail.of(actor)).isEmpty();
    }

    @Test
    void writesHowManyWereMatchedByStatute() {
        aPerson();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(trail.of("hub")).isNotEmpty());

        var entry = trail.of("hub").getLast();
        isLawful(entry, "hub", LAW, LAW);
        assertThat(entry.containsKey("subj")).isFalse();
        assertThat(entry.getInteger("batch")).isPositive();
        assertThat(entry.getJsonObject("details").getString("policies")).matches("[1-9][0-9]*");
    }

    @Test
    void listsTheLegalBasesForEverybody() {
        io.restassured.RestAssured.get("/v1/legal-bases")
                .then()
                .statusCode(200)
                .body("find { it.code == 'court-order' }.twoPeople", equalTo(true))
                .body("find { it.code == 'supervision' }.roles", contains("auditor"))
                .body("findAll { it.roles.contains('app') }", hasSize(0));
    }

    @Test
    void keepsOfficialNumbersOutOfEveryLeaf() {
        lookUp(officer(), aPerson().number()).then().statusCode(200);

        assertThat(trail.of(actor)).hasSize(1);
        assertThat(trail.matching(NUMBER)).isZero();
    }

    private APerson aPerson() {
        return APerson.born("1951-03-04", pseudonyms);
    }

    private RequestSpecification officer() {
        return Tokens.with(Tokens.signed(actor, "officer", claims -> claims));
    }

    private static io.restassured.response.Response lookUp(RequestSpecification who, String number) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("kind", "person", "number", number))
                .post("/v1/subjects/lookup");
    }

    private String graphql(String query) {
        return officer()
                .contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .asString();
    }

    private DisclosureGrant grant(APerson person, Set<String> facts, Instant expiry) {
        return new DisclosureGrant(
                UUID.randomUUID(),
                new SubjectId(UUID.fromString(person.id())),
                SubjectKind.PERSON,
                facts,
                LAW,
                new Basis.Law(LAW, "test"),
                actor,
                "officer",
                expiry);
    }

    private List<SourcedFact> disclose(DisclosureGrant grant) {
        return unitOfWork.onRows(tx -> profiles.disclose(tx, grant)).await().atMost(Duration.ofSeconds(30));
    }

    private JsonObject onlyEntry() {
        var entries = trail.of(actor);
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private static void isLawful(JsonObject entry, String role, String purpose, String law) {
        assertThat(entry.getString("kind")).isEqualTo("READ");
        assertThat(entry.getString("role")).isEqualTo(role);
        assertThat(entry.getString("purpose")).isEqualTo(purpose);
        assertThat(entry.getJsonObject("basis").getString("law")).isEqualTo(law);
        assertThat(entry.getJsonObject("basis").getString("document")).isNotBlank();
    }

    private static List<String> fields(JsonObject entry) {
        return entry.getJsonArray("fields", new JsonArray()).stream()
                .map(Object::toString)
                .toList();
    }

    private static void saysNothingAbout(APerson person, JsonObject entry) {
        assertThat(entry.encode()).doesNotContain(person.number(), person.id(), "1951", "王芳");
    }
}
