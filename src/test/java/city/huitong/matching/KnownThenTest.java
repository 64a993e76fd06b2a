package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.expression.Value;
import city.huitong.hub.Hub;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.subject.FactValues;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectFacts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the hub knew at an earlier time: the records and the law of then. */
@QuarkusTest
class KnownThenTest {

    private static final String ALLOWANCE = "find { it.policy == 'x.elderly-allowance' }";

    @Inject
    CityClock clock;

    @Inject
    CurrentCatalog catalog;

    @Inject
    SubjectFacts facts;

    @Inject
    UnitOfWork unitOfWork;

    private final LocalDate birth = LocalDate.of(1950, 5, 6);
    private final String number = FreshNumbers.citizen(birth);

    @Test
    void decidesByTheRecordsOfThen() {
        registered("x");
        var id = Hub.subject(number);
        var then = clock.now();
        registered("other");

        decisions(id, "").body(ALLOWANCE + ".outcome", equalTo("NOT_ELIGIBLE"));
        decisions(id, "?knownAt=" + then)
                .body(ALLOWANCE + ".outcome", equalTo("ELIGIBLE"))
                .body(ALLOWANCE + ".criteria.find { it.id == 'hukou' }.facts.value", equalTo(List.of("x")));
        decisions(id, "?knownAt=" + clock.now()).body(ALLOWANCE + ".outcome", equalTo("NOT_ELIGIBLE"));
    }

    @Test
    void knowsAWithdrawnRecordUntilItWasWithdrawn() {
        registered("x");
        var id = Hub.subject(number);
        var then = clock.now();
        send(POLICE, "population", """
                {"$withdraw":true,"citizen_number":"%s"}""".formatted(number)).statusCode(200);

        decisions(id, "").body(ALLOWANCE + ".outcome", equalTo("UNDETERMINED"));
        decisions(id, "?knownAt=" + then).body(ALLOWANCE + ".outcome", equalTo("ELIGIBLE"));
    }

    @Test
    void decidesByTheLawOfThen() {
        registered("x");
        var id = Hub.subject(number);
        var policy = "test.known-" + UUID.randomUUID();
        var before = clock.now();
        publish(policy, 100);
        var then = clock.now();
        publish(policy, 200);

        var ours = "find { it.policy == '" + policy + "' }";
        decisions(id, "").body(ours + ".amountFen", equalTo(20_000));
        decisions(id, "?knownAt=" + then).body(ours + ".amountFen", equalTo(10_000));
        decisions(id, "?knownAt=" + before).body("policy", not(hasItem(policy)));
    }

    @Test
    void answersTheSameByGraphql() {
        registered("x");
        var id = Hub.subject(number);
        var then = clock.now();
        registered("other");

        as("officer")
                .contentType("application/json")
                .body(Map.of(
                        "query",
                        "query($id: ID!, $then: DateTime) { subject(id: $id) { decisions(knownAt: $then) { outcome policy { id } } } }",
                        "variables",
                        Map.of("id", id, "then", then.toString())))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body(
                        "data.subject.decisions.find { it.policy.id == 'x.elderly-allowance' }.outcome",
                        equalTo("ELIGIBLE"));
    }

    @Test
    void refusesATimeThatHasNotComeAndOneBeforeAllRecords() {
        registered("x");
        var id = Hub.subject(number);

        refused(id, clock.now().plusSeconds(60).toString(), 400, "request-invalid", "in the future");
        refused(id, "yesterday", 400, "request-invalid", "2026-11-23T12:00:00Z");
        refused(id, "2026-11-23", 400, "request-invalid", "with its zone");
        refused(id, "2001-01-01T00:00:00Z", 422, "nothing-known-then", "first records");
        refused(id, "-99999-01-01T00:00:00Z", 400, "request-invalid", "with its zone");
    }

    /** Whatever happened to the records since, what was known at each step is told as it was told then, sources included. */
    @Test
    void remembersEveryStepOfAHistory() {
        var random = new Random(20261128);
        registered("x");
        var id = new SubjectId(UUID.fromString(Hub.subject(number)));
        var steps = new LinkedHashMap<Instant, Map<String, String>>();
        for (var step = 0; step < 25; step++) {
            change(random);
            steps.put(clock.now(), told(id, Moment.of(clock.today())));
        }
        assertThat(steps.values().stream().distinct()).hasSizeGreaterThan(8);

        steps.forEach((time, told) -> assertThat(
                        told(id, Moment.of(clock.today()).knownAt(time)))
                .as("known at %s", time)
                .isEqualTo(told));
        steps.keySet()
                .forEach(time -> assertThat(
                                amongEverybody(id, Moment.of(clock.today()).knownAt(time)))
                        .as("everybody, known at %s", time)
                        .isEqualTo(values(id, Moment.of(clock.today()).knownAt(time))));
        assertThat(amongEverybody(id, Moment.of(clock.today()).knownAt(clock.now())))
                .as("what is kept")
                .isEqualTo(kept(id));
    }

    @Test
    void leavesOutOfEverybodyWhoWasNotKnownYet() {
        var before = clock.now();
        registered("x");
        var id = new SubjectId(UUID.fromString(Hub.subject(number)));

        assertThat(page(id, Moment.of(clock.today()).knownAt(before)))
                .extracting(FactValues::subject)
                .doesNotContain(id);
        assertThat(page(id, Moment.of(clock.today()).knownAt(clock.now())))
                .extracting(FactValues::subject)
                .containsExactly(id);
    }

    private Map<String, Value> amongEverybody(SubjectId id, Moment moment) {
        return page(id, moment).getFirst().values();
    }

    /** The page of one that begins with this subject. */
    private List<FactValues> page(SubjectId id, Moment moment) {
        var before = new SubjectId(
                new UUID(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits() - 1));
        return unitOfWork
                .onRows(tx -> facts.knownThen(tx, SubjectKind.PERSON, names(), moment, Optional.of(before), 1))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private Map<String, Value> kept(SubjectId id) {
        return unitOfWork
                .onRows(tx -> facts.now(tx, SubjectKind.PERSON, List.of(id)))
                .await()
                .atMost(Duration.ofSeconds(30))
                .getFirst()
                .values();
    }

    private Map<String, Value> values(SubjectId id, Moment moment) {
        return sourced(id, moment).stream()
                .filter(fact -> fact.value().isPresent())
                .collect(Collectors.toMap(
                        fact -> fact.definition().name().toString(),
                        fact -> fact.value().orElseThrow()));
    }

    private void change(Random random) {
        var day = LocalDate.of(2020, 1, 1).plusMonths(random.nextInt(3));
        switch (random.nextInt(6)) {
            case 0 -> registered(random.nextBoolean() ? "x" : "other");
            case 1 -> sent("department-health", "deaths", "\"died_on\":\"2026-11-01\"", random.nextBoolean());
            case 2 ->
                sent(
                        "department-human-resources",
                        "employments",
                        "\"employer\":\"91110000600037341L\",\"started_on\":\"%s\",\"monthly_wage\":%d,\"status\":\"active\""
                                .formatted(day, 1000 + random.nextInt(3)),
                        false);
            case 3 ->
                sent(
                        "department-disabled-federation",
                        "disability-certificates",
                        "\"issued_on\":\"%s\",\"grade\":%d,\"status\":\"valid\"".formatted(day, 1 + random.nextInt(4)),
                        false);
            case 4 ->
                sent(
                        POLICE,
                        "household-members",
                        "\"household_number\":\"%s\",\"relation\":\"head\",\"joined_on\":\"%s\""
                                .formatted(random.nextBoolean() ? "999999001" : "999999002", day),
                        false);
            default ->
                send("department-civil-affairs", "household-incomes", """
                    {"household_number":"%s","assessed_on":"%s","monthly_income":%d,"result":"confirmed"}""".formatted(
                                        random.nextBoolean() ? "999999001" : "999999002", day, random.nextInt(5)))
                        .statusCode(200);
        }
    }

    private void sent(String client, String dataset, String fields, boolean withdrawn) {
        var line = withdrawn
                ? "{\"$withdraw\":true,\"citizen_number\":\"%s\"}".formatted(number)
                : "{\"citizen_number\":\"%s\",%s}".formatted(number, fields);
        send(client, dataset, line).statusCode(200).body("rejected", equalTo(0));
    }

    private Map<String, String> told(SubjectId id, Moment moment) {
        return sourced(id, moment).stream()
                .collect(Collectors.toMap(fact -> fact.definition().name().toString(), KnownThenTest::valueAndSource));
    }

    private List<SourcedFact> sourced(SubjectId id, Moment moment) {
        return unitOfWork
                .onRows(tx -> facts.sourced(tx, SubjectKind.PERSON, id, names(), moment))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private Set<String> names() {
        return Stream.of(SubjectKind.PERSON, SubjectKind.HOUSEHOLD)
                .flatMap(kind -> catalog.get().facts(kind).stream())
                .map(FactDefinition::name)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    private static String valueAndSource(SourcedFact fact) {
        return fact.value() + " " + fact.asOf() + " " + fact.record();
    }

    private void registered(String hukou) {
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"%s"}""".formatted(number, birth, hukou))
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private static void publish(String policy, int yuan) {
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
                        - {id: born, when: "person.birth == date('1950-05-06')", text: {zh: 出生日, en: Born that day}}
                    benefit: {period: once, amount: "yuan(%2$d)"}
                cases:
                  - {name: born that day, asOf: 2026-11-23, facts: {person: {birth: 1950-05-06}}, expect: {outcome: ELIGIBLE, amount: %2$d}}
                  - {name: born later, asOf: 2026-11-23, facts: {person: {birth: 2000-01-01}}, expect: {outcome: NOT_ELIGIBLE}}
                  - {name: nothing known, asOf: 2026-11-23, facts: {person: {hukou: x}}, expect: {outcome: UNDETERMINED}}
                """.formatted(policy, yuan));
    }

    private static io.restassured.response.ValidatableResponse decisions(String id, String query) {
        return as("officer")
                .get("/v1/subjects/" + id + "/decisions" + query)
                .then()
                .statusCode(200);
    }

    private static void refused(String id, String knownAt, int status, String code, String detail) {
        as("officer")
                .queryParam("knownAt", knownAt)
                .get("/v1/subjects/" + id + "/decisions")
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }
}
