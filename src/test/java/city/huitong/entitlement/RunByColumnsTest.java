package city.huitong.entitlement;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.entitlement.TestPolicy.Somebody;
import city.huitong.hub.Hub;
import city.huitong.matching.SubjectColumns;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run skips whom the columns say it can skip, and is right all the same. */
@QuarkusTest
class RunByColumnsTest {

    private final TestPolicy policy = TestPolicy.fresh();

    @Inject
    Pool pool;

    @Inject
    SubjectColumns columns;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void mendsWhateverIsNotAsTheColumnsSay() {
        var people = settled(5);
        var stranger = TestPolicy.fresh().person("x");
        settle(stranger);
        execute("delete from entitlement where policy_id = $1 and subject = $2", people.get(0));
        execute("update entitlement set amount_fen = 1 where policy_id = $1 and subject = $2", people.get(1));
        execute("update entitlement set state = 'WITHDRAWN' where policy_id = $1 and subject = $2", people.get(2));
        execute(
                "update entitlement set subject = '%s' where policy_id = $1 and subject = $2".formatted(stranger.id()),
                people.get(3));

        run();

        policy.stand(people, Map.of("GRANTED", 5L));
        assertThat(policy.of(people.get(1)).getLong("entitlement.amountFen")).isEqualTo(10_000);
        assertThat(policy.state(stranger)).isEqualTo("WITHDRAWN");
    }

    @Test
    void countsThoseItSkips() {
        settled(3);
        var before = run();

        var again = run();

        assertThat(again.getLong("eligible")).isEqualTo(3).isEqualTo(before.getLong("eligible"));
        assertThat(again.getLong("matched")).isGreaterThanOrEqualTo(before.getLong("matched"));
        assertThat(again.getLong("undetermined")).isEqualTo(before.getLong("undetermined"));
    }

    /** Facts that were changed without anybody hearing of it are seen only where they were changed of late. */
    @Test
    void matchesWhoChangedOfLateAndSkipsOthersWithoutReadingTheirFacts() {
        var people = settled(2);
        var skipped = people.getFirst();
        var late = people.getLast();
        facts("\"deceased\" = true", skipped);
        facts("\"deceased\" = true, _changed_at = now()", late);

        run();

        assertThat(policy.state(late)).isEqualTo("WITHDRAWN");
        assertThat(policy.state(skipped)).isEqualTo("GRANTED");
    }

    @Test
    void asksNoColumnsWhoHasAPlaceInAGroup() {
        var people = settled(1);
        var better = policy.another();
        var group = "exclusive: {group: c%s, choose: best}".formatted(UUID.randomUUID());
        better.publish("direct", 300, group);
        better.stand(people, Map.of("GRANTED", 1L));
        var third = policy.another();
        third.publish("direct", 200, group);
        third.stand(people, Map.of("EXCLUDED", 1L));
        settle(people.getFirst());

        run(third);

        third.stand(people, Map.of("EXCLUDED", 1L));
        better.stand(people, Map.of("GRANTED", 1L));
    }

    /** Granted, in the columns, and not changed of late. */
    private List<Somebody> settled(int count) {
        var people = policy.people(count);
        policy.publish("direct", 100, "");
        policy.stand(people, Map.of("GRANTED", (long) count));
        people.forEach(this::settle);
        return people;
    }

    private void settle(Somebody who) {
        var id = new SubjectId(UUID.fromString(who.id()));
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() -> columns.current(SubjectKind.PERSON, ShardRange.ALL).stream()
                        .flatMap(List::stream)
                        .anyMatch(part -> part.segment().row(id) >= 0
                                && part.rows().contains(part.segment().row(id))));
        facts("_changed_at = now() - interval '1 day'", who);
    }

    private void facts(String change, Somebody who) {
        pool.preparedQuery("update facts.person set " + change + " where _subject = $1")
                .execute(Tuple.of(UUID.fromString(who.id())))
                .await()
                .atMost(Hub.DEADLINE);
    }

    private void execute(String sql, Somebody who) {
        pool.preparedQuery(sql)
                .execute(Tuple.of(policy.id(), UUID.fromString(who.id())))
                .await()
                .atMost(Hub.DEADLINE);
    }

    private JsonPath run() {
        return run(policy);
    }

    private static JsonPath run(TestPolicy policy) {
        String run = as("officer")
                .post("/v1/policies/" + policy.id() + "/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer").get("/v1/runs/" + run).then().body("state", equalTo("COMPLETED")));
        return as("officer").get("/v1/runs/" + run).jsonPath();
    }
}
