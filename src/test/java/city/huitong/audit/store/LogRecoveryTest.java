package city.huitong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.audit.AccessQueries;
import city.huitong.audit.AnEntry;
import city.huitong.audit.AuditProblem;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.LogKey;
import city.huitong.audit.RecoverLog.Source;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A halted log goes on after an operator's order, from the side that is right; a round that was cut off goes on by itself. */
class LogRecoveryTest {

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aRestoredDatabaseGetsItsLeavesBackFromTheFiles() throws IOException {
        var subject = UUID.randomUUID();
        log.grown(300);
        log.append(AnEntry.readOf(subject));
        // The backup has this one still waiting; it becomes a leaf afterwards.
        var yesterday = log.database.backUp();
        log.grown(200);
        log.database.restore(yesterday);
        var hub = log.hub().work();
        assertThat(hub.whyHalted()).isPresent();

        var recovery = hub.recover(note());
        hub.work().patrol();

        assertThat(recovery.source()).isEqualTo(Source.FILES);
        assertThat(recovery.size()).isEqualTo(501);
        assertThat(hub.whyHalted()).isEmpty();
        assertThat(log.checkpoint().size()).as("the order is itself a leaf").isEqualTo(502);
        assertThat(log.waiting()).isZero();
        log.verify();
        log.verifyExport();
    }

    @Test
    void aSubjectFindsItsRecoveredLeaves() throws IOException {
        var subject = UUID.randomUUID();
        log.append(AnEntry.readOf(subject));
        log.grown(10);
        log.database.run("delete from audit_leaf");
        var hub = log.hub().work();

        hub.recover(note());

        AccessQueries accesses = new SqlAccessQueries(log.database.pool(), ALog.CLOCK);
        var page = ALog.get(accesses.ofSubject(subject, new PageRequest(10, Optional.empty())));
        assertThat(page.items())
                .singleElement()
                .satisfies(access -> assertThat(access.index()).hasValue(0));
    }

    @Test
    void damagedFilesAreWrittenAnewFromTheDatabaseAndKeptAsEvidence() throws IOException {
        log.grown(5_000).grown(300);
        var tile = log.folder.resolve("tile/0/003");
        var bytes = Files.readAllBytes(tile);
        var right = bytes.clone();
        bytes[7] ^= 4;
        Files.write(tile, bytes);
        var hub = log.hub().work().patrol();
        assertThat(hub.whyHalted()).isPresent();

        var recovery = hub.recover(note());
        hub.work().patrol();

        assertThat(recovery.source()).isEqualTo(Source.DATABASE);
        assertThat(hub.whyHalted()).isEmpty();
        assertThat(Files.readAllBytes(tile)).isEqualTo(right);
        log.verify();
        try (var beside = Files.list(log.folder.getParent())) {
            assertThat(beside.filter(file -> file.toString().contains(".damaged-")))
                    .singleElement()
                    .satisfies(aside -> assertThat(Files.readAllBytes(aside.resolve("0/003")))
                            .isEqualTo(bytes));
        }
    }

    @Test
    void anEditedRowIsPutRightFromTheFiles() throws IOException {
        log.grown(600);
        log.database.run("update audit_leaf set entry = replace(entry, 'LOAN', 'LOAM') where index = 300");
        var hub = log.hub().work().patrol();

        var recovery = hub.recover(note());

        assertThat(recovery.repaired()).isEqualTo(1);
        assertThat(hub.work().patrol().whyHalted()).isEmpty();
        log.verifyExport();
    }

    @Test
    void numberedButUnsignedLeavesFollowWithoutGaps() throws IOException {
        log.grown(300);
        log.append(AnEntry.read(), AnEntry.read(), AnEntry.read());
        numberOnly();
        log.database.run("delete from audit_leaf where index in (10, 301)");
        var hub = log.hub().work();
        assertThat(hub.whyHalted()).isPresent();

        hub.recover(note());
        hub.work().patrol();

        assertThat(hub.whyHalted()).isEmpty();
        assertThat(log.checkpoint().size()).isEqualTo(303);
        log.verify();
    }

    @Test
    void onlyTheLastSignedCheckpointOrALaterOneIsAccepted() throws IOException {
        log.grown(10);
        var older = note();
        log.grown(10);
        log.database.run("delete from audit_leaf where index > 15");
        var hub = log.hub().work();

        mustRefuse(hub, older, AuditProblem.CHECKPOINT_INVALID);
        mustRefuse(hub, "x", AuditProblem.CHECKPOINT_INVALID);
        var forged = new Checkpoint(ALog.ORIGIN, 20, log.checkpoint().root());
        mustRefuse(
                hub,
                new LogKey(ALog.ORIGIN, ALog.KEY.replace("AAEC", "BAEC"))
                        .sign(forged)
                        .toString(),
                AuditProblem.CHECKPOINT_INVALID);
        assertThat(hub.work().whyHalted()).isPresent();
    }

    @Test
    void aLogThatNobodyHasAnyMoreIsNotRecovered() throws IOException {
        log.grown(300);
        log.database.run("delete from audit_leaf where index = 10");
        Files.delete(log.folder.resolve("tile/entries/000"));
        var hub = log.hub().work().patrol();

        mustRefuse(hub, note(), AuditProblem.LOG_NOT_RECOVERABLE);
        assertThat(hub.work().whyHalted()).isPresent();
    }

    @Test
    void aLogThatRunsIsNotRecovered() throws IOException {
        log.grown(10);

        mustRefuse(log.hub(), note(), AuditProblem.LOG_NOT_HALTED);
    }

    /** As if the process had died after the tiles were written and before anything was signed. */
    @Test
    void aRoundThatWasCutOffBeforeSigningIsRepeated() throws IOException {
        log.grown(300);
        log.append(AnEntry.read());
        try (Closeable _ = log.files().tryLock().orElseThrow()) {
            log.hub().work();
        }
        assertThat(log.checkpoint().size()).isEqualTo(300);
        assertThat(log.folder.resolve("tile/0/001.p/45")).exists();

        log.append(AnEntry.read());
        var hub = log.hub().work();

        assertThat(hub.whyHalted()).isEmpty();
        assertThat(log.checkpoint().size()).isEqualTo(302);
        log.verify();
    }

    /** As if the process had died between keeping what was signed and renaming the checkpoint into the folder. */
    @Test
    void aCheckpointThatWasSignedAndNotPublishedIsPublished() throws IOException {
        log.grown(300);
        var old = note();
        log.grown(1);
        var signed = note();
        Files.writeString(log.folder.resolve("checkpoint"), old);

        var hub = log.hub().work();

        assertThat(hub.whyHalted()).isEmpty();
        assertThat(note()).isEqualTo(signed);
    }

    /** As if the process had died in the middle of the tiles, with a draft left behind. */
    @Test
    void halfWrittenTilesAreWrittenAgain() throws IOException {
        log.grown(250);
        log.append(IntStream.range(0, 300).mapToObj(_ -> AnEntry.read()).toList());
        numberOnly();
        Files.createDirectories(log.folder.resolve("tile/entries"));
        Files.writeString(log.folder.resolve("tile/entries/.draft.tmp"), "half");
        Files.writeString(log.folder.resolve("tile/entries/000"), "half");

        var hub = log.hub().work();

        assertThat(hub.whyHalted()).isEmpty();
        assertThat(log.checkpoint().size()).isEqualTo(550);
        log.verify();
    }

    /** One round: what it numbers is published by the next. */
    private void numberOnly() throws IOException {
        var published = log.files().checkpoint();
        ALog.get(log.hub().sequencer.round());
        assertThat(log.files().checkpoint()).isEqualTo(published);
    }

    private String note() throws IOException {
        return log.files().checkpoint().orElseThrow();
    }

    private static void mustRefuse(ALog.Hub hub, String checkpoint, AuditProblem problem) {
        assertThatThrownBy(() -> hub.recover(checkpoint))
                .isInstanceOfSatisfying(
                        Problem.class, refusal -> assertThat(refusal.type()).isEqualTo(problem));
    }
}
