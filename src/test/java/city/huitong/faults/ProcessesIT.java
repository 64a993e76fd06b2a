package city.huitong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.RealServers;
import city.huitong.faults.Events.Event;
import city.huitong.hub.HubProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Three processes share the columns of everybody and a run; one of them dies in the middle of it, another one comes. */
class ProcessesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PEOPLE = 40_000;
    private static final String POLICY = "x.three-processes";
    private static final List<String> OPTIONS =
            List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-Dkafka.session.timeout.ms=6000");

    /** The %d are the first year that is too late. */
    private static final String YAML = """
            policy: x.three-processes
            title: {zh: 三个进程, en: Three processes}
            subject: person
            authority: civil-affairs
            automation: direct
            versions:
              - valid: {from: 2020-01-01}
                eligible:
                  all:
                    - {id: born, when: "person.birth < date('%d-01-01')", text: {zh: 出生较早, en: Born early}}
                benefit: {period: month, amount: "yuan(100)"}
            cases:
              - {name: before, asOf: 2026-11-23, facts: {person: {birth: 1930-01-01}}, expect: {outcome: ELIGIBLE, amount: 100}}
              - {name: later, asOf: 2026-11-23, facts: {person: {birth: 2030-01-01}}, expect: {outcome: NOT_ELIGIBLE}}
              - {name: unknown, asOf: 2026-11-23, facts: {person: {}}, expect: {outcome: UNDETERMINED}}
            """;

    private static final int LAW = 2000;
    private static final int CHANGED = 1980;

    private final List<HubProcess> hubs = new ArrayList<>();

    @Test
    void aRunCompletesAndEverybodyIsCountedOnceAlthoughAProcessDies() throws Exception {
        try (var servers = RealServers.start()) {
            var books = new Books(servers);
            try {
                startThree(servers);
                assertThat(hubs.getFirst()
                                .send("public-security", "population", "people", lines())
                                .statusCode())
                        .isEqualTo(200);

                var run = publish(books);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> books.matched(POLICY) >= PEOPLE / 10);
                hubs.removeLast().kill();
                assertThat(run(run).getString("state")).isEqualTo("RUNNING");

                isCompleted(run, books);
                isGrantedOnce(books, servers);
                allAnswerAlike(books);

                hubs.add(newHub(servers));
                hubs.getLast().untilStarted();
                allAnswerAlike(books);
            } finally {
                hubs.forEach(HubProcess::kill);
            }
        }
    }

    private void startThree(RealServers servers) throws Exception {
        hubs.add(newHub(servers));
        hubs.getFirst().untilStarted();
        hubs.add(newHub(servers));
        hubs.add(newHub(servers));
        for (var hub : hubs) {
            hub.untilStarted();
        }
    }

    private static HubProcess newHub(RealServers servers) throws IOException {
        return HubProcess.start(servers.settings(), OPTIONS);
    }

    private static List<byte[]> lines() {
        return Register.newcomers(0, PEOPLE).map(Register::line).toList();
    }

    /** Gives the id of the run that follows. */
    private String publish(Books books) throws Exception {
        var proposal = hubs.getFirst().postPolicy("/v1/policies", HubProcess.officer(), YAML.formatted(LAW));
        hubs.get(1)
                .post(
                        "/v1/policies/" + POLICY + "/proposals/" + proposal.getString("id") + "/approve",
                        HubProcess.secondOfficer(),
                        "{}");
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> books.runs(POLICY), runs -> !runs.isEmpty())
                .getFirst();
    }

    private JsonObject run(String run) throws Exception {
        return hubs.getFirst().read("/v1/runs/" + run, HubProcess.officer());
    }

    private void isCompleted(String run, Books books) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run(run).getString("state")).isEqualTo("COMPLETED"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run(run).getMap())
                        .containsEntry("matched", (int) books.people())
                        .containsEntry("eligible", (int) books.bornBefore(LAW))
                        .containsEntry("percent", 100));
    }

    private static void isGrantedOnce(Books books, RealServers servers) {
        var granted = books.standings().stream()
                .filter(standing -> standing.policy().equals(POLICY))
                .filter(standing -> standing.state().equals("GRANTED"))
                .toList();
        assertThat(granted).hasSize((int) books.bornBefore(LAW));
        assertThat(granted)
                .allSatisfy(standing -> assertThat(standing.amountFen()).isEqualTo(10_000));
        assertThat(books.moves(POLICY)).isEqualTo(granted.size());
        Awaitility.await().atMost(PATIENCE).until(() -> books.waitingEvents() == 0);
        Map<String, Long> told = Events.of(servers.kafkaAddress(), "huitong.entitlements").byKey().values().stream()
                .flatMap(List::stream)
                .filter(event ->
                        new JsonObject(event.data()).getString("policy").equals(POLICY))
                .collect(Collectors.groupingBy(Event::key, Collectors.counting()));
        assertThat(told).hasSize(granted.size());
        assertThat(told.values()).containsOnly(1L);
    }

    /** Each process says of everybody what plain SQL says. */
    private void allAnswerAlike(Books books) {
        for (var hub : hubs) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreException(IllegalStateException.class)
                    .untilAsserted(() -> answersRightly(hub, books));
        }
    }

    private static void answersRightly(HubProcess hub, Books books) throws Exception {
        var readiness = hub.read("/v1/policies/" + POLICY + "/readiness", HubProcess.officer());
        assertThat(readiness.getLong("subjects")).isEqualTo(books.people());
        assertThat(readiness.getLong("eligible")).isEqualTo(books.bornBefore(LAW));
        assertThat(readiness.getLong("amountFen")).isEqualTo(books.bornBefore(LAW) * 10_000);
        var whatIf =
                hub.postPolicy("/v1/policies/" + POLICY + "/what-if", HubProcess.officer(), YAML.formatted(CHANGED));
        assertThat(whatIf.getJsonObject("all").getLong("after")).isEqualTo(books.bornBefore(CHANGED));
        assertThat(whatIf.getJsonObject("all").getLong("lose"))
                .isEqualTo(books.bornBefore(LAW) - books.bornBefore(CHANGED));
    }
}
