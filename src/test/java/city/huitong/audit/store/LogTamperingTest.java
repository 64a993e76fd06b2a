package city.huitong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.audit.AnEntry;
import city.huitong.audit.LogKey;
import city.huitong.audit.NotVerified;
import city.huitong.audit.store.ALog.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever bends the log, in the database or in its files, is noticed by the hub and by whoever checks; nothing more is signed. */
class LogTamperingTest {

    private static final int SIZE = 600;

    private final ALog log = new ALog().grown(300).grown(SIZE - 300);

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_leaf set entry = replace(entry, 'LOAN', 'LOAM') where index = 580",
                "update audit_leaf set entry = entry || ' ' where index = 599",
                "update audit_leaf set entry = '' where index = 512",
                "delete from audit_leaf where index = 580",
                "delete from audit_leaf where index = 599",
                "delete from audit_leaf",
                "update audit_leaf a set entry = b.entry from audit_leaf b where (a.index, b.index) in ((520, 530), (530, 520))",
                "insert into audit_leaf select 600, id, subj, visible_from, entry from audit_leaf where false; "
                        + "update audit_leaf set index = 600 where index = 599",
            })
    void theNextRoundNoticesWhatWasDoneToTheLastRows(String sql) {
        log.database.run(sql);

        mustBeNoticedByTheNextRound();
        assertThatThrownBy(log::verifyExport).isInstanceOf(NotVerified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_leaf set entry = replace(entry, 'LOAN', 'LOAM') where index = 100",
                "update audit_leaf set entry = 'x' where index = 0",
                "delete from audit_leaf where index = 255",
                "delete from audit_leaf where index between 256 and 511",
                "update audit_leaf a set entry = b.entry from audit_leaf b where (a.index, b.index) in ((1, 400), (400, 1))",
            })
    void thePatrolNoticesWhatWasDoneToEarlierRows(String sql) {
        log.database.run(sql);

        mustBeNoticedByThePatrol();
        assertThatThrownBy(log::verifyExport).isInstanceOf(NotVerified.class);
    }

    /** These columns are not signed, but a subject finds its leaves by them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_leaf set visible_from = visible_from + interval '1 year' where index = 100",
                "update audit_leaf set id = gen_random_uuid() where index = 100",
                "update audit_leaf set subj = decode(repeat('00', 32), 'hex') where index = 100",
            })
    void thePatrolNoticesWhatHidesALeafFromItsSubject(String sql) {
        log.database.run(sql);

        mustBeNoticedByThePatrol();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/002.p/88", "tile/1/000.p/2"})
    void theNextRoundNoticesAFlippedByteAtTheRightEdge(String tile) throws IOException {
        flip(log.folder.resolve(tile), 40);

        mustBeNoticedByTheNextRound();
        assertThatThrownBy(log::verify).isInstanceOf(NotVerified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tile/0/000", "tile/0/001", "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88"})
    void thePatrolNoticesAFlippedByteAnywhere(String tile) throws IOException {
        flip(log.folder.resolve(tile), 40);

        mustBeNoticedByThePatrol();
        assertThatThrownBy(log::verify).isInstanceOf(NotVerified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/entries/001"})
    void thePatrolNoticesAMissingFile(String tile) throws IOException {
        Files.delete(log.folder.resolve(tile));

        mustBeNoticedByThePatrol();
        assertThatThrownBy(log::verify).isInstanceOf(NotVerified.class);
    }

    @Test
    void nothingIsSignedOverADatabaseOfYesterday() {
        var yesterday = log.database.backUp();
        log.grown(100);
        var today = log.checkpoint();
        log.database.restore(yesterday);

        var hub = log.hub().work();
        assertThat(hub.whyHalted())
                .hasValueSatisfying(why -> assertThat(why).contains("600").contains("700"));
        assertThatThrownBy(log::verifyExport).isInstanceOf(NotVerified.class);

        // Not even when it has become longer again.
        log.append(java.util.Collections.nCopies(200, AnEntry.read()));
        hub.work();
        assertThat(log.checkpoint()).isEqualTo(today);
        assertThat(log.waiting()).isEqualTo(200);
    }

    /** A database that was restored and filled up with other leaves is no better. */
    @Test
    void nothingIsSignedOverOtherLeavesInThePlaceOfThoseThatWereSigned() {
        var yesterday = log.database.backUp();
        log.grown(100);
        log.database.restore(yesterday);
        log.database.run("insert into audit_leaf select 600 + n, gen_random_uuid(), null, now(), '{}'"
                + " from generate_series(0, 150) n");

        mustBeNoticedByTheNextRound();
    }

    @Test
    void nothingIsSignedOverAFolderOfYesterday() throws IOException {
        var yesterday = Files.createTempDirectory("huitong-audit-test-").resolve("log");
        copy(log.folder, yesterday);
        log.grown(100);
        delete(log.folder);
        copy(yesterday, log.folder);

        mustBeNoticedByTheNextRound();
    }

    @Test
    void nothingIsSignedWhenWhatWasSignedLastIsForgotten() throws IOException {
        Files.delete(log.folder.resolveSibling("log.signed"));

        mustBeNoticedByTheNextRound();
    }

    @Test
    void nothingIsSignedWhenAllFilesAreLost() throws IOException {
        Files.delete(log.folder.resolveSibling("log.signed"));
        delete(log.folder);

        assertThat(log.hub().work().whyHalted()).isPresent();
        assertThat(log.folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void anotherKeyGoesOnOnlyWhenTheFormerOneIsNamed() {
        var key = KeyChange.NEW;
        assertThat(log.hub(settings(key, Optional.empty())).work().whyHalted()).isPresent();

        var fresh = new ALog().grown(10);
        var former = List.of(new LogKey(ALog.ORIGIN, ALog.KEY).verifier().toString());
        fresh.append(AnEntry.read());
        var hub = fresh.hub(new Settings(fresh.folder, ALog.ORIGIN, key, Optional.of(former), 100, 256))
                .work();

        assertThat(hub.whyHalted()).isEmpty();
        assertThatThrownBy(fresh::checkpoint).hasMessageContaining("no known key");
        fresh.close();
    }

    /** The log of another origin under this one's files. */
    @Test
    void anotherNameIsAnotherLog() {
        var settings = new Settings(log.folder, "other.example/audit", ALog.KEY, Optional.empty(), 100, 256);

        assertThat(log.hub(settings).work().whyHalted()).isPresent();
    }

    @Test
    void aHaltedLogIsHaltedForEveryProcessAndAfterARestart() {
        log.database.run("update audit_leaf set entry = 'x' where index = 599");
        log.append(AnEntry.read());
        var first = log.hub().work();
        assertThat(first.whyHalted()).isPresent();

        log.database.run("delete from audit_leaf where index = 599");
        var second = log.hub().work();

        assertThat(second.whyHalted()).isEqualTo(first.whyHalted());
        assertThat(log.checkpoint().size()).isEqualTo(SIZE);
        assertThat(log.waiting()).isEqualTo(1);
    }

    private static final class KeyChange {
        static final String NEW = "BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    }

    private Settings settings(String key, Optional<List<String>> former) {
        return new Settings(log.folder, ALog.ORIGIN, key, former, 100, 256);
    }

    private void mustBeNoticedByTheNextRound() {
        log.append(AnEntry.read());

        var hub = log.hub().work();

        mustBeHalted(hub);
    }

    private void mustBeNoticedByThePatrol() {
        var hub = log.hub().work();
        assertThatCode(hub::patrol).doesNotThrowAnyException();
        log.append(AnEntry.read());
        hub.work();

        mustBeHalted(hub);
    }

    private void mustBeHalted(ALog.Hub hub) {
        assertThat(hub.whyHalted()).isPresent();
        assertThat(checkpointSize()).isLessThanOrEqualTo(700);
        assertThat(log.waiting()).isEqualTo(1);
    }

    private long checkpointSize() {
        return log.checkpoint().size();
    }

    private static void flip(Path file, int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
