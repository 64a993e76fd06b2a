package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.hub.Hub;
import city.huitong.matching.RunRepository.Progress;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.PolicyId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a run whose slices are in several hands. The hub's own workers are kept away by a heartbeat of the next hour. */
@QuarkusTest
class RunSlicesTest {

    private static final PolicyId POLICY = new PolicyId("x.elderly-allowance");
    private static final Progress STEP = new Progress(10, 3, 2);

    @Inject
    RunRepository runs;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    CityClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    void theCityIsThere() {
        Hub.awaitCity();
    }

    @Test
    void whatADeadProcessLeftIsTakenOverAndNobodyIsLeftOut() {
        var run = run(4, "-11 seconds");

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(find(run).state()).isEqualTo(Run.State.COMPLETED));
        assertThat(find(run).matched()).isEqualTo(number("select count(*) from facts.person"));
        assertThat(find(run).eligible()).isEqualTo(number("""
                select count(*) from entitlement where policy_id = 'x.elderly-allowance'
                and state not in ('WITHDRAWN', 'UNDETERMINED')"""));
        assertThat(number("select count(*) from matching_run_slice where run_id = '" + run + "'"))
                .isZero();
    }

    @Test
    void aStepFromWhereSomebodyElseHasGoneOnDoesNotCount() {
        var run = run(1, "1 hour");
        var slice = slice(run, 1, 0);

        assertThat(advance(slice, subject(1))).isTrue();
        assertThat(advance(slice, subject(1))).isFalse();
        assertThat(advance(slice, subject(2))).isFalse();
        assertThat(advance(slice.after(subject(1)), subject(2))).isTrue();

        assertThat(find(run))
                .extracting(Run::matched, Run::eligible, Run::undetermined)
                .containsExactly(20L, 6L, 4L);
    }

    @Test
    void theLastOfManyWhoFinishAtOnceCompletesTheRun() {
        for (var round = 0; round < 10; round++) {
            var run = run(16, "1 hour");
            var slices = slices(run, 16);
            slices.forEach(slice -> advance(slice, subject(1)));

            together(slices.stream().flatMap(slice -> Stream.of(finish(slice), finish(slice))));

            assertThat(find(run))
                    .extracting(Run::state, Run::matched, Run::eligible, Run::undetermined)
                    .containsExactly(Run.State.COMPLETED, 160L, 48L, 32L);
            assertThat(find(run).endedAt()).isPresent();
        }
    }

    @Test
    void aRunThatIsCancelledWhileOthersFinishKeepsWhatWasDone() {
        for (var round = 0; round < 10; round++) {
            var run = run(8, "1 hour");
            var slices = slices(run, 8);
            slices.forEach(slice -> advance(slice, subject(1)));
            Uni<Void> cancel = unitOfWork.onRows(tx -> runs.cancel(tx, run));

            together(Stream.concat(slices.stream().limit(4).map(this::finish), Stream.of(cancel)));

            assertThat(find(run))
                    .extracting(Run::state, Run::matched, Run::eligible)
                    .containsExactly(Run.State.CANCELLED, 80L, 24L);
            assertThat(advance(slices.getLast().after(subject(1)), subject(2))).isFalse();
        }
    }

    @Test
    void aRunIsDividedByHowManySubjectsThereAre() {
        assertThat(RunSlice.divide(0)).containsExactly(ShardRange.ALL);
        assertThat(RunSlice.divide(9_999)).hasSize(1);
        assertThat(RunSlice.divide(10_000)).hasSize(2);
        assertThat(RunSlice.divide(120_000)).hasSize(16);
        assertThat(RunSlice.divide(25_000_000)).hasSize(64);
    }

    @Test
    void askedTwiceWithOneIdThereIsOneRun() {
        var id = UUID.randomUUID();
        var first = await(runs.start(id, new PolicyId("x.none"), 1, clock.today(), 20_000));
        var again = await(runs.start(id, new PolicyId("x.none"), 1, clock.today(), 20_000));

        assertThat(again.startedAt()).isEqualTo(first.startedAt());
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(find(id).state()).isEqualTo(Run.State.CANCELLED));
    }

    /** A run with slices whose worker was last heard of so long from now. */
    private UUID run(int slices, String heardOf) {
        var id = UUID.randomUUID();
        var ranges = ShardRange.split(slices);
        var rows = IntStream.range(0, slices)
                .mapToObj(i -> "('%s', %d, %d, %d, now() + interval '%s')"
                        .formatted(id, i, ranges.get(i).first(), ranges.get(i).last(), heardOf));
        await(pool.withTransaction(connection -> connection
                .preparedQuery("insert into matching_run (id, policy_id, as_of, total) values ($1, $2, $3, 0)")
                .execute(Tuple.of(id, POLICY.value(), clock.today()))
                .chain(() -> connection
                        .query(
                                "insert into matching_run_slice (run_id, slice, first_shard, last_shard, heartbeat) values "
                                        + String.join(",", rows.toList()))
                        .execute())));
        return id;
    }

    private List<RunSlice> slices(UUID run, int count) {
        return IntStream.range(0, count).mapToObj(i -> slice(run, count, i)).toList();
    }

    private RunSlice slice(UUID run, int count, int number) {
        var shards = ShardRange.split(count).get(number);
        return new RunSlice(run, POLICY, 0, clock.today(), number, shards, Optional.empty());
    }

    private static SubjectId subject(int number) {
        return new SubjectId(new UUID(0, number));
    }

    private boolean advance(RunSlice slice, SubjectId to) {
        return await(unitOfWork.onRows(tx -> runs.advance(tx, slice, to, STEP)));
    }

    private Uni<Void> finish(RunSlice slice) {
        return unitOfWork.onRows(tx -> runs.finish(tx, slice));
    }

    private Run find(UUID run) {
        return await(runs.find(run));
    }

    private static void together(Stream<Uni<Void>> all) {
        await(Uni.join().all(all.toList()).andFailFast());
    }

    private long number(String sql) {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Hub.DEADLINE);
    }
}
