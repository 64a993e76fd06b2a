package city.huitong.audit.store;

import city.huitong.audit.AnEntry;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.InclusionProof;
import city.huitong.platform.data.SqlTx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Figures of the audit log: how fast entries are appended and signed, how long a proof takes, and how long the whole log takes
 * to verify. PostgreSQL waits for the disk, and shares the machine with hub and driver.
 */
class AuditLogBench {

    private static final int LEAVES = Integer.getInteger("bench.leaves", 1_000_000);
    private static final int ENTRIES = Integer.getInteger("bench.entries", 100);
    private static final int WRITERS = 4;
    private static final int SUBJECTS = 100_000;
    private static final int SINGLES = 20_000;
    private static final int CONNECTIONS = 8;
    private static final int PROOFS = 2_000;

    private final List<String> report = new ArrayList<>();

    @Test
    void measures() throws Exception {
        System.setProperty("bench.servers", "dev");
        System.setProperty(
                "huitong.embedded.data",
                Files.createTempDirectory("huitong-bench-").toString());
        try (var log = new ALog(8_192)) {
            appendAndSign(log);
            proofs(log);
            verification(log);
            singles(log);
        }
        Files.write(Path.of("target/audit-bench.txt"), report);
        report.forEach(System.out::println);
    }

    private void appendAndSign(ALog log) throws Exception {
        var hub = log.hub().work();
        var started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var transactions = new AtomicInteger(LEAVES / ENTRIES);
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(_ -> threads.submit(() -> write(log, transactions)))
                    .toList();
            while (log.checkpoint().size() < LEAVES) {
                hub.work();
            }
            for (var writer : writers) {
                writer.get(1, TimeUnit.MINUTES);
            }
        }
        var seconds = seconds(started);
        report.add("%d leaves of %d subjects, %d in a transaction, appended by %d writers and signed: %.1f s, %.0f/s"
                .formatted(LEAVES, SUBJECTS, ENTRIES, WRITERS, seconds, LEAVES / seconds));
    }

    private static void write(ALog log, AtomicInteger transactions) {
        while (true) {
            var number = transactions.decrementAndGet();
            if (number < 0) {
                return;
            }
            log.append(IntStream.range(0, ENTRIES)
                    .mapToObj(i -> entry(number * ENTRIES + i))
                    .toList());
        }
    }

    private static AuditEntry entry(int number) {
        return AnEntry.readOf(new UUID(number % SUBJECTS, 1)).answeredBy(new UUID(number, 2));
    }

    private void proofs(ALog log) {
        var audit = new FileAuditLog(log.database.pool(), new LogFiles(log.settings), new Worker(ADatabase.VERTX));
        var random = new Random(1);
        times("inclusion proof", () -> verified(log, ALog.get(audit.inclusion(random.nextInt(LEAVES), LEAVES))));
        times("consistency proof", () -> ALog.get(audit.consistency(1 + random.nextInt(LEAVES - 1), LEAVES)));
    }

    private static InclusionProof verified(ALog log, InclusionProof proof) {
        if (proof.size() != log.checkpoint().size()) {
            throw new IllegalStateException("not the proof that was asked for");
        }
        return proof;
    }

    private void verification(ALog log) throws Exception {
        var started = System.nanoTime();
        log.verify();
        report.add("verification of the folder, in the process: %.1f s".formatted(seconds(started)));
        var jar = Path.of("target/quarkus-app/quarkus-run.jar");
        if (Files.exists(jar)) {
            started = System.nanoTime();
            var key = new LogFiles(log.settings).key().toString();
            var verify = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-jar",
                            jar.toString(),
                            "verify",
                            log.folder.toString(),
                            "--key",
                            key)
                    .inheritIO()
                    .start();
            var exit = verify.waitFor();
            report.add("java -jar quarkus-run.jar verify: exit %d after %.1f s".formatted(exit, seconds(started)));
        }
    }

    /** What one read with its entry costs when many do it: a transaction each. */
    private void singles(ALog log) throws Exception {
        var without = rate(() -> ALog.get(log.database
                .pool()
                .withTransaction(connection -> connection.query("select 1").execute())));
        var with = rate(() -> ALog.get(log.database
                .pool()
                .withTransaction(connection -> connection
                        .query("select 1")
                        .execute()
                        .chain(() -> log.trail().append(new SqlTx(connection), entry(7))))));
        report.add("transactions of one select at %d connections: %.0f/s without an entry, %.0f/s with one"
                .formatted(CONNECTIONS, without, with));
    }

    private static double rate(Runnable transaction) throws Exception {
        var started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var left = new AtomicInteger(SINGLES);
            var all = IntStream.range(0, CONNECTIONS)
                    .mapToObj(_ -> threads.submit(() -> {
                        while (left.decrementAndGet() >= 0) {
                            transaction.run();
                        }
                    }))
                    .toList();
            for (var each : all) {
                each.get(5, TimeUnit.MINUTES);
            }
        }
        return SINGLES / seconds(started);
    }

    private void times(String what, Runnable work) {
        var times = LongStream.range(0, PROOFS)
                .mapToObj(_ -> {
                    var started = System.nanoTime();
                    work.run();
                    return seconds(started) * 1_000;
                })
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        Collections.sort(times);
        report.add("%s in %d leaves: p50 %.2f ms, p99 %.2f ms, max %.2f ms"
                .formatted(what, LEAVES, times.get(PROOFS / 2), times.get(PROOFS * 99 / 100), times.getLast()));
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
