package city.huitong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.audit.AnEntry;
import city.huitong.audit.AuditConfig;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.LogKey;
import city.huitong.audit.LogVerifier;
import city.huitong.audit.RecoverLog;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A log with a database and a folder of its own, and as many processes as a test wants. */
final class ALog implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final CityClock CLOCK = new CityClock(ZoneId.of("Asia/Shanghai"));
    private static final Identifiers IDENTIFIERS = new Identifiers();
    static final String ORIGIN = "hub.example/audit";
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    final ADatabase database = new ADatabase();
    final Path folder;
    final Settings settings;

    /** Settings as a city would make them. */
    record Settings(
            Path logFolder, String origin, String signingKey, Optional<List<String>> formerKeys, int batch, int patrol)
            implements AuditConfig {

        @Override
        public Duration interval() {
            return Duration.ofMillis(250);
        }

        @Override
        public Duration maxDelay() {
            return Duration.ofDays(90);
        }
    }

    ALog() {
        this(1_000);
    }

    ALog(int batch) {
        try {
            folder = Files.createTempDirectory("huitong-audit-test-").resolve("log");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        settings = new Settings(folder, ORIGIN, KEY, Optional.empty(), batch, 256);
    }

    /** A process of the hub. */
    Hub hub() {
        return new Hub(this, settings);
    }

    /** A process of the hub with other settings. */
    Hub hub(Settings others) {
        return new Hub(this, others);
    }

    /** Appends in a transaction of its own. */
    List<UUID> append(AuditEntry... entries) {
        return append(List.of(entries));
    }

    List<UUID> append(List<AuditEntry> entries) {
        return get(database.pool().withTransaction(connection -> trail().append(new SqlTx(connection), entries)));
    }

    SqlAuditTrail trail() {
        return new SqlAuditTrail(IDENTIFIERS, settings);
    }

    LogFolder files() {
        return new LogFolder(folder);
    }

    Checkpoint checkpoint() {
        try {
            var note = files().checkpoint().orElseThrow();
            return Checkpoint.verified(note, List.of(new LogKey(ORIGIN, KEY).verifier()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Checks the files as an auditor would. */
    void verify() {
        try {
            var verifier = new LogVerifier(checkpoint(), Optional.empty());
            verifier.addAll(files());
            verifier.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Checks what the database gives out as an auditor would. */
    void verifyExport() {
        var verifier = new LogVerifier(checkpoint(), Optional.empty());
        var export = new FileAuditLog(database.pool(), new LogFiles(settings), new Worker(ADatabase.VERTX)).export();
        var pieces = get(export.collect().asList());
        pieces.stream()
                .skip(1)
                .flatMap(piece -> new String(piece, StandardCharsets.UTF_8).lines())
                .forEach(leaf -> verifier.add(leaf.getBytes(StandardCharsets.UTF_8)));
        verifier.finish();
    }

    /** Appends so many entries and signs them. */
    ALog grown(int entries) {
        append(Collections.nCopies(entries, AnEntry.read()));
        assertThat(hub().work().whyHalted()).isEmpty();
        return this;
    }

    long waiting() {
        return get(database.pool().query("select count(*) from audit_pending").execute())
                .iterator()
                .next()
                .getLong(0);
    }

    static <T> T get(Uni<T> work) {
        return work.await().atMost(DEADLINE);
    }

    @Override
    public void close() {
        database.close();
    }

    /** One process of the hub: what it knows is its own, database and folder are everybody's. */
    static final class Hub {

        final LogStatus status = new LogStatus(new SimpleMeterRegistry());
        final LogSequencer sequencer;
        final LogPatrol patrol;
        final RecoverLog recoverLog;
        final Worker worker = new Worker(ADatabase.VERTX);
        final LogFiles files;

        private final Settings settings;

        Hub(ALog log, Settings settings) {
            this.settings = settings;
            files = new LogFiles(settings);
            sequencer = new LogSequencer(log.database.pool(), files, worker, status, CLOCK, settings);
            patrol = new LogPatrol(log.database.pool(), files, worker, status, settings);
            recoverLog = new SqlRecoverLog(log.database.pool(), files, worker, status, log.trail(), CLOCK);
        }

        /** Lets the patrol go once around the log. */
        Hub patrol() {
            for (int i = 0; i <= status.size() / settings.patrol(); i++) {
                get(patrol.walk());
            }
            return this;
        }

        /** Recovers as an operator would. */
        RecoverLog.Recovery recover(String checkpoint) {
            return get(recoverLog.recover(checkpoint, "operator", "operator"));
        }

        Hub work() {
            get(sequencer.work());
            return this;
        }

        Optional<String> whyHalted() {
            return status.whyHalted();
        }
    }
}
