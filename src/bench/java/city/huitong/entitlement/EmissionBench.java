package city.huitong.entitlement;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import city.huitong.hub.People;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * How many entitlements a second a run over everybody writes to PostgreSQL, with their moves, events and trail: a policy that grants
 * something to everybody, to whom nothing was granted before; then once more, when nothing changes.
 */
@QuarkusTest
class EmissionBench {

    private static final int PEOPLE = Integer.getInteger("bench.people", 120_000);
    private static final int BODY = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    Pool pool;

    @Test
    void measures() throws Exception {
        Hub.awaitCity();
        for (var first = 0; first < PEOPLE; first += BODY) {
            send(POLICE, "population", UUID.randomUUID().toString(), lines(first, first + BODY))
                    .statusCode(200);
        }
        quiet();
        // As if they had come long ago: then the columns say whom a run can skip.
        pool.query("update facts.person set _changed_at = now() - interval '1 day'")
                .execute()
                .await()
                .atMost(PATIENCE);
        var report = new ArrayList<String>();
        for (var round = 1; round <= 3; round++) {
            quiet();
            var policy = "bench.everybody-" + UUID.randomUUID();
            publish(policy);
            report.add("new, round %d: %s".formatted(round, result(policy)));
            quiet();
            as("officer").post("/v1/policies/" + policy + "/runs").then().statusCode(202);
            report.add("again, round %d: %s".formatted(round, result(policy)));
        }
        Files.write(Path.of("target/bench-emission.txt"), report);
        report.forEach(System.out::println);
        assertThat(report).hasSize(6);
    }

    private static byte[] lines(int from, int to) {
        var all = new ByteArrayOutputStream();
        for (var person = from; person < to; person++) {
            all.writeBytes(People.line(person, "other"));
        }
        return all.toByteArray();
    }

    private static void publish(String policy) {
        Hub.publish("""
                        policy: %s
                        title: {zh: 人人有份, en: Something for everybody}
                        subject: person
                        authority: civil-affairs
                        automation: direct
                        versions:
                          - valid: {from: 2020-01-01}
                            eligible:
                              all:
                                - {id: born, when: "person.birth < date('2030-01-01')", text: {zh: 二〇三〇年前出生, en: Born before 2030}}
                            benefit: {period: month, amount: "yuan(100)"}
                        cases:
                          - {name: before, asOf: 2026-11-23, facts: {person: {birth: 2000-01-01}}, expect: {outcome: ELIGIBLE, amount: 100}}
                          - {name: later, asOf: 2026-11-23, facts: {person: {birth: 2030-01-01}}, expect: {outcome: NOT_ELIGIBLE}}
                          - {name: unknown, asOf: 2026-11-23, facts: {person: {}}, expect: {outcome: UNDETERMINED}}
                        """.formatted(policy));
    }

    /** What ingest or the run before has caused must be through before anything is timed. */
    private void quiet() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> number("select count(*) from outbox")
                                + number("select count(*) from matching_run where state = 'RUNNING'")
                        == 0);
    }

    private String result(String policy) {
        var last = "select %s from matching_run where policy_id = '" + policy + "' order by started_at desc limit 1";
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> number(last.formatted("case when state = 'COMPLETED' then 1 else 0 end")) == 1);
        var eligible = number(last.formatted("eligible"));
        var millis = number(last.formatted("(extract(epoch from ended_at - started_at) * 1000)::bigint"));
        return "%d in %d ms, %d/s".formatted(eligible, millis, eligible * 1000 / Math.max(1, millis));
    }

    /** The number in the first row; 0 where there is none. */
    private long number(String sql) {
        var rows = pool.query(sql).execute().await().atMost(PATIENCE);
        return rows.rowCount() == 0
                ? 0
                : List.copyOf(java.util.stream.StreamSupport.stream(rows.spliterator(), false)
                                .toList())
                        .getFirst()
                        .getLong(0);
    }
}
