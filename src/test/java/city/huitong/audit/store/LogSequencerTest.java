package city.huitong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.audit.AnEntry;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.Bundle;
import city.huitong.audit.TilePath;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Committed entries get into the signed log, each once and in the order of their transactions; others never do. */
class LogSequencerTest {

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void signsTheEmptyLogFirst() {
        log.hub().work();

        assertThat(log.checkpoint().size()).isZero();
    }

    @Test
    void committedEntriesBecomeSignedLeavesInTheirOrder() throws IOException {
        var first = log.append(AnEntry.read(), AnEntry.readOf(UUID.randomUUID()));
        var second = log.append(AnEntry.read());

        log.hub().work();

        assertThat(log.checkpoint().size()).isEqualTo(3);
        assertThat(leaves()).containsExactly(first.get(0), first.get(1), second.getFirst());
        log.verify();
    }

    @Test
    void entriesOfEveryShapeStandThePatrol() {
        log.append(AnEntry.read(), AnEntry.withEveryPart(), AnEntry.readOf(UUID.randomUUID()));

        var hub = log.hub().work().patrol();

        assertThat(hub.whyHalted()).isEmpty();
        log.verify();
    }

    @Test
    void rolledBackEntriesLeaveNoTrace() throws IOException {
        var failing = log.database
                .pool()
                .withTransaction(connection -> log.trail()
                        .append(new SqlTx(connection), AnEntry.read())
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("the read failed"))));
        assertThatThrownBy(() -> ALog.get(failing)).hasMessage("the read failed");
        var committed = log.append(AnEntry.read());

        log.hub().work();

        assertThat(leaves()).isEqualTo(committed);
    }

    @Test
    void waitsForTransactionsThatBeganEarlier() throws IOException {
        var hub = log.hub();
        var slow = ALog.get(log.database.pool().getConnection());
        var transaction = ALog.get(slow.begin());
        var early = ALog.get(log.trail().append(new SqlTx(slow), AnEntry.read()));
        var late = log.append(AnEntry.read()).getFirst();

        hub.work();
        assertThat(log.checkpoint().size()).isZero();
        ALog.get(transaction.commit());
        ALog.get(slow.close());
        hub.work();

        assertThat(leaves()).containsExactly(early, late);
    }

    @Test
    void growsOverManyTilesAsOneTree() throws IOException {
        var hub = log.hub();
        var patrolling = log.hub();
        var ids = new ArrayList<UUID>();
        for (var size : List.of(1, 254, 1, 1, 255, 256, 1_500, 64_000)) {
            ids.addAll(log.append(Collections.nCopies(size, AnEntry.read())));
            hub.work();
            log.verify();
            patrolling.work().patrol();
        }

        assertThat(patrolling.whyHalted()).isEmpty();
        assertThat(log.checkpoint().size()).isEqualTo(ids.size());
        assertThat(leaves()).isEqualTo(ids);
        assertThat(log.folder.resolve("tile/0/000.p")).doesNotExist();
        assertThat(log.folder.resolve("tile/1/000.p")).doesNotExist();
    }

    @Test
    void takesEveryCommittedEntryOnceWhileManyAppendAndTwoProcessesWork() throws Exception {
        var committed = new ConcurrentLinkedQueue<UUID>();
        var done = new AtomicBoolean();
        try (var threads = Executors.newCachedThreadPool()) {
            var sequencers = List.of(log.hub(), log.hub());
            var working = sequencers.stream()
                    .map(hub -> threads.submit(() -> {
                        while (!done.get()) {
                            hub.work();
                        }
                    }))
                    .toList();
            var appending = IntStream.range(0, 32)
                    .mapToObj(thread -> threads.submit(() -> appendSome(thread, committed)))
                    .toList();
            for (var each : appending) {
                each.get(60, TimeUnit.SECONDS);
            }
            done.set(true);
            for (var each : working) {
                each.get(60, TimeUnit.SECONDS);
            }
            sequencers.getFirst().work();
            assertThat(sequencers).allMatch(hub -> hub.whyHalted().isEmpty());
        }

        assertThat(committed).hasSize(32 * 20 * 3);
        assertThat(leaves()).hasSameSizeAs(committed).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(indices())
                .containsExactlyElementsOf(
                        LongStream.range(0, committed.size()).boxed().toList());
        log.verify();
    }

    /** Every fourth transaction is rolled back. */
    private void appendSome(int thread, ConcurrentLinkedQueue<UUID> committed) {
        for (int i = 0; i < 20; i++) {
            var entries = Collections.nCopies(3, AnEntry.readOf(new UUID(thread, 0)));
            committed.addAll(log.append(entries));
            if (i % 4 == 0) {
                rollBack(entries);
            }
        }
    }

    private void rollBack(List<AuditEntry> entries) {
        ALog.get(log.database
                .pool()
                .withConnection(connection -> connection
                        .begin()
                        .chain(transaction -> log.trail()
                                .append(new SqlTx(connection), entries)
                                .chain(transaction::rollback))));
    }

    /** The leaves' identifiers as the bundles on disk have them. */
    private List<UUID> leaves() throws IOException {
        var size = log.checkpoint().size();
        var ids = new ArrayList<UUID>();
        for (long first = 0; first < size; first += TilePath.FULL) {
            var path = TilePath.in(size, TilePath.ENTRIES, first / TilePath.FULL);
            for (var entry : Bundle.entries(log.files().read(path), path.width())) {
                ids.add(LeafJson.read(new String(entry, StandardCharsets.UTF_8)).id());
            }
        }
        return ids;
    }

    private List<Long> indices() {
        return ALog.get(log.database
                .pool()
                .query("select index from audit_leaf order by index")
                .execute()
                .map(rows -> rows.stream().map(row -> row.getLong(0)).toList()));
    }
}
