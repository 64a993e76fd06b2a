package city.huitong.entitlement;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A policy for those who were born on one day that no other test has, so that everybody it finds is the test's own. */
record TestPolicy(String id, LocalDate born) {

    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    static TestPolicy fresh() {
        return new TestPolicy("test.policy-" + UUID.randomUUID(), FIRST.plusDays(DAYS.incrementAndGet()));
    }

    /** Another one for the same people. */
    TestPolicy another() {
        return new TestPolicy("test.policy-" + UUID.randomUUID(), born);
    }

    /** Publishes it with these terms; an amount in yuan, once. */
    void publish(String automation, int yuan, String terms) {
        publish(automation, "{period: once, amount: \"yuan(%d)\"}".formatted(yuan), yuan, terms);
    }

    void publish(String automation, String benefit, int yuan, String terms) {
        Hub.publish("""
                        policy: %s
                        title: {zh: 试验, en: Test}
                        subject: person
                        authority: civil-affairs
                        automation: %s
                        %s
                        versions:
                          - valid: {from: 2020-01-01}
                            eligible:
                              all:
                                - {id: born, when: "person.birth == date('%s')", text: {zh: 出生日, en: Born that day}}
                                - {id: alive, when: "!person.deceased", text: {zh: 健在, en: Alive}}
                            benefit: %s
                        cases:
                          - {name: born that day, asOf: 2026-11-23, facts: {person: {birth: %s, deceased: false, hukou: x}}, expect: {outcome: ELIGIBLE, amount: %d}}
                          - {name: born later, asOf: 2026-11-23, facts: {person: {birth: 2000-01-01, deceased: false, hukou: x}}, expect: {outcome: NOT_ELIGIBLE}}
                          - {name: dead, asOf: 2026-11-23, facts: {person: {birth: 2000-01-01, deceased: true, hukou: x}}, expect: {outcome: NOT_ELIGIBLE}}
                          - {name: nothing known, asOf: 2026-11-23, facts: {person: {hukou: x}}, expect: {outcome: UNDETERMINED}}
                        """.formatted(id, automation, terms, born, benefit, born, yuan));
    }

    /** People whom it concerns. */
    List<Somebody> people(int count) {
        return IntStream.range(0, count).mapToObj(_ -> person("x")).toList();
    }

    Somebody person(String hukou) {
        var number = FreshNumbers.citizen(born);
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"%s"}""".formatted(number, born, hukou)).statusCode(200);
        return new Somebody(number, Hub.subject(number));
    }

    /** Somebody in the population register. */
    record Somebody(String number, String id) {

        /** A request of her own. */
        RequestSpecification asks() {
            return Tokens.with(Tokens.signed(
                    "citizen-" + UUID.randomUUID(), "citizen", claims -> claims.claim("official_number", number)));
        }

        void dies() {
            send("department-health", "deaths", """
                    {"citizen_number":"%s","died_on":"2026-11-01"}""".formatted(number)).statusCode(200);
        }
    }

    /** Waits until she stands so, and gives the whole answer. */
    JsonPath stands(Somebody who, String state) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(state(who)).isEqualTo(state));
        return of(who);
    }

    String state(Somebody who) {
        return of(who).getString("entitlement.state");
    }

    JsonPath of(Somebody who) {
        return as("officer")
                .get("/v1/subjects/" + who.id() + "/entitlements/" + id)
                .jsonPath();
    }

    /** How many of these stand how. */
    Map<String, Long> states(List<Somebody> people) {
        return people.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        who -> String.valueOf(state(who)),
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.counting()));
    }

    void stand(List<Somebody> people, Map<String, Long> states) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(states(people)).isEqualTo(states));
    }

    io.restassured.response.ValidatableResponse act(RequestSpecification who, String path, Object body) {
        return who.contentType("application/json").body(body).post(path).then();
    }
}
