package city.huitong.subject;

import static city.huitong.subject.AHub.PATIENCE;
import static city.huitong.subject.AHub.people;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.audit.store.ADatabase;
import city.huitong.catalog.SubjectId;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The key of the pseudonyms is changed while records come in; nobody gets another name, and nobody a second one. */
class KeyRotationTest {

    private static final int OLD = 1;
    private static final int NEW = 2;

    private final ADatabase database = new ADatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsEverybodysNameAndForgetsTheOldKey() {
        var before = AHub.started(database, OLD).ingest(people(0, 1_200));
        var rotating = AHub.started(database, NEW, OLD);

        assertThat(rotating.ingest(people(0, 1_200)))
                .as("before digesting anew")
                .isEqualTo(before);
        rotating.digestAnew().await().atMost(PATIENCE);

        var after = AHub.started(database, NEW);
        assertThat(after.ingest(people(0, 1_200))).isEqualTo(before);
        assertThat(after.nameOf("person 7")).isEqualTo(before.get("person 7"));
        assertThat(count("select count(*) from subject")).isEqualTo(1_200);
        assertThat(count("select count(distinct digest_key) from subject")).isEqualTo(1);
        assertThat(count("select count(*) from subject where digest is null or digest = id"))
                .isZero();
    }

    @Test
    void marksWhatIsOlderThanKeyIds() {
        var hub = AHub.started(database, OLD);
        var before = hub.ingest(people(0, 20));
        run("update subject set digest_key = null");
        run("delete from pseudonym_key");

        var rotating = AHub.started(database, NEW, OLD);
        assertThat(rotating.ingest(people(0, 20))).isEqualTo(before);
        rotating.digestAnew().await().atMost(PATIENCE);

        assertThat(AHub.started(database, NEW).ingest(people(0, 20))).isEqualTo(before);
        assertThat(count("select count(*) from subject where digest_key is null"))
                .isZero();
    }

    @Test
    void doesNotStartWithoutAKeyThatNumbersNeed() {
        AHub.started(database, OLD).ingest(people(0, 3));

        assertThatThrownBy(() -> AHub.started(database, NEW))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("name it in huitong.keys.other-pseudonym");
        assertThat(AHub.started(database, OLD).ingest(people(0, 3)))
                .as("the refused start changes nothing")
                .hasSize(3);
        assertThat(count("select count(*) from pseudonym_key")).isEqualTo(1);
    }

    @Test
    void doesNotStartWithAKeyThatNobodyWasEnrolledWith() {
        AHub.started(database, OLD).ingest(people(0, 3));
        run("update subject set digest_key = null");
        run("delete from pseudonym_key");

        assertThatThrownBy(() -> AHub.started(database, NEW)).hasMessageContaining("were enrolled with");
    }

    @Test
    void enrolsNobodyInAProcessThatLacksTheCurrentKey() {
        var forgotten = AHub.started(database, OLD);
        forgotten.ingest(people(0, 3));
        AHub.started(database, NEW, OLD);

        assertThatThrownBy(() -> forgotten.ingest(people(0, 4))).hasMessageContaining("lacks a key");
        assertThatThrownBy(() -> forgotten.nameOf("person 1")).hasMessageContaining("lacks a key");
        assertThat(count("select count(*) from subject")).isEqualTo(3);
    }

    @Test
    void goesOnWhereAProcessThatDiedHasStopped() {
        var before = AHub.started(database, OLD).ingest(people(0, 1_200));
        var rotating = AHub.started(database, NEW, OLD);
        rotating.digestAnew().await().atMost(PATIENCE);
        run(
                "update subject set digest = null, digest_key = (select id from pseudonym_key order by current_since limit 1)"
                        + " where id in (select id from subject order by id offset 700)");
        run("update pseudonym_key set retired_at = null");

        AHub.started(database, NEW, OLD).digestAnew().await().atMost(PATIENCE);

        assertThat(AHub.started(database, NEW).ingest(people(0, 1_200))).isEqualTo(before);
    }

    @Test
    void showsHowManyNumbersAreLeft() {
        AHub.started(database, OLD).ingest(people(0, 10));
        var rotating = AHub.started(database, NEW, OLD);
        var waiting = AHub.notStarted(database, OLD, NEW);

        waiting.digestAnew().await().atMost(PATIENCE);
        assertThat(left(waiting))
                .as("told by a process that leaves them to others")
                .isEqualTo(10);
        rotating.digestAnew().await().atMost(PATIENCE);
        assertThat(left(rotating)).isZero();
    }

    /**
     * Processes with the old and the new key as their current one meet the same people, known ones and newcomers, while two others
     * digest anew and one more starts again and again.
     */
    @Test
    void doublesNobodyWhileEverythingHappensAtOnce() throws Exception {
        var known = AHub.started(database, OLD).ingest(people(0, 2_000));
        var first = AHub.started(database, OLD, NEW);
        var second = AHub.started(database, NEW, OLD);
        var names = new ConcurrentHashMap<String, SubjectId>(known);
        var start = new CyclicBarrier(7);
        var work = new ArrayList<Callable<Void>>();
        for (var hub : List.of(first, first, second, second)) {
            work.add(() -> meets(start, hub, names));
        }
        work.add(() -> digests(start, AHub.notStarted(database, NEW, OLD)));
        work.add(() -> digests(start, AHub.notStarted(database, NEW, OLD)));
        work.add(() -> starts(start));

        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        AHub.started(database, NEW, OLD).digestAnew().await().atMost(PATIENCE);
        assertThat(count("select count(*) from subject")).isEqualTo(4_000);
        assertThat(AHub.started(database, NEW).ingest(people(0, 4_000))).isEqualTo(names);
    }

    private static Void meets(CyclicBarrier start, AHub hub, Map<String, SubjectId> names) throws Exception {
        start.await();
        for (var from = 0; from < 4_000; from += 100) {
            var people = new ArrayList<>(people(from, from + 100));
            Collections.shuffle(people, java.util.Random.from(RandomGenerator.getDefault()));
            hub.ingest(people).forEach((number, name) -> {
                var other = names.putIfAbsent(number, name);
                assertThat(other).as(number).isIn(null, name);
            });
        }
        return null;
    }

    private static Void digests(CyclicBarrier start, AHub hub) throws Exception {
        start.await();
        for (var i = 0; i < 10; i++) {
            hub.digestAnew().await().atMost(PATIENCE);
        }
        return null;
    }

    private Void starts(CyclicBarrier start) throws Exception {
        start.await();
        for (var i = 0; i < 10; i++) {
            AHub.started(database, i % 2 == 0 ? OLD : NEW, OLD, NEW);
        }
        return null;
    }

    private static double left(AHub hub) {
        return hub.metrics.get("huitong.pseudonyms.former.key").gauge().value();
    }

    private long count(String sql) {
        return database.pool()
                .query(sql)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        database.pool().query(sql).execute().await().atMost(PATIENCE);
    }
}
