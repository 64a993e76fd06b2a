package city.huitong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.RealServers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was acknowledged is there, once, and has its consequences, whatever dies in between. */
class FaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LINES = 60_000;
    private static final int KILLS = 3;
    /** A sub-batch takes about this long: kills fall into reading, storing and committing alike. */
    private static final int SUB_BATCH_NANOS = 150_000_000;

    private static final int FEW = 20;
    private static final int WRITERS = 4;
    private static final int BODIES = 25;
    private static final int FIRST_SHARED = 100_000;
    private static final int FIRST_WITHOUT_BROKER = 130_000;
    private static final int VERSIONS_WITHOUT_BROKER = 5;

    private static final long SEED = new Random().nextLong();

    private static RealServers servers;
    private static Hubs hubs;
    private static Books books;
    private static Conservation conservation;

    @BeforeAll
    static void start() throws Exception {
        servers = RealServers.start();
        books = new Books(servers);
        conservation = new Conservation(servers, books);
        hubs = Hubs.start(servers);
        System.out.println("faults are drawn with seed " + SEED);
    }

    @AfterAll
    static void stop() throws Exception {
        hubs.close();
        servers.close();
    }

    @Test
    void losesNothingAndDoublesNothingWhenHubsAreKilledInTheMiddleOfABatch() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var batch = CompletableFuture.supplyAsync(
                    () -> hubs.sendUntilAnswered("register", lines(Register.newcomers(0, LINES))), clients);
            var versions = CompletableFuture.supplyAsync(() -> changeFewUntilStored(batch), clients);
            killAtRandomPoints(batch);

            assertThat(new JsonObject(batch.join()).getMap())
                    .containsEntry("received", LINES)
                    .containsEntry("accepted", LINES)
                    .containsEntry("unchanged", 0)
                    .containsEntry("rejected", 0);
            isConserved(versions.join());
        }
    }

    private static void killAtRandomPoints(CompletableFuture<?> batch) throws Exception {
        var random = new Random(SEED);
        for (int point :
                random.ints(KILLS, 1_000, LINES - 5_000).sorted().boxed().toList()) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> books.stored("register") >= point || batch.isCompletedExceptionally());
            LockSupport.parkNanos(random.nextInt(SUB_BATCH_NANOS));
            hubs.killWhoeverStores("register");
        }
    }

    /** Changes the same few people again and again, each time after the answer to the time before; gives how often. */
    private static int changeFewUntilStored(CompletableFuture<?> batch) {
        var versions = 0;
        while (versions < 2 || !batch.isDone()) {
            var answer = hubs.sendUntilAnswered("few-" + versions, lines(few(LINES, versions)));
            assertThat(new JsonObject(answer).getInteger("accepted")).isEqualTo(FEW);
            versions++;
        }
        return versions;
    }

    private static Stream<Register> few(int first, int version) {
        return IntStream.range(first, first + FEW).mapToObj(person -> changed(person, version));
    }

    private static Register changed(int person, int version) {
        return new Register(person, version, version % 2 == 0 ? "x" : "other");
    }

    private static void isConserved(int versions) {
        var last = versions - 1;
        var replaced = IntStream.range(LINES, LINES + FEW)
                .boxed()
                .flatMap(person -> IntStream.range(0, last).mapToObj(version -> changed(person, version)));
        conservation.recordsAre(
                0, LINES + FEW, Stream.concat(Register.newcomers(0, LINES), few(LINES, last)), replaced);
        conservation.allowancesFollow(0, LINES + FEW);
        conservation.factsWereAnnounced(0, LINES + FEW, entry -> entry.record().person() < LINES ? 1 : versions);
        conservation.eventsTellTheSame();
    }

    @Test
    void sendsTheEventsOfAKeyInTheOrderOfTheCommitsWhoeverWritesAndWhoeverSends() throws Exception {
        hubs.untilStarted();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> clients.submit(() -> changeShared(writer)))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
        }

        conservation.allowancesFollow(FIRST_SHARED, FEW);
        var changes = books.history(FIRST_SHARED, FEW).stream()
                .collect(Collectors.groupingBy(entry -> entry.record().person(), Collectors.summingInt(_ -> 1)));
        conservation.factsWereAnnounced(
                FIRST_SHARED, FEW, entry -> 1 + changes.get(entry.record().person()));
        conservation.eventsTellTheSame();
    }

    /** All writers change the same people, half of them by one hub and half by the other. */
    private static int changeShared(int writer) throws Exception {
        var random = new Random(SEED + writer);
        for (var body = 0; body < BODIES; body++) {
            var people = IntStream.range(FIRST_SHARED, FIRST_SHARED + FEW)
                    .mapToObj(person -> new Register(person, 0, random.nextBoolean() ? "x" : "other"));
            var answer = hubs.send(writer % 2, "shared-" + writer + "-" + body, lines(people));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return BODIES;
    }

    @Test
    void takesRecordsWhileTheBrokerIsAwayAndSendsTheirEventsInOrderWhenItIsBack() throws Exception {
        servers.stopBroker();
        // These have never seen the broker.
        hubs.killAll();
        for (var version = 0; version < VERSIONS_WITHOUT_BROKER; version++) {
            hubs.sendUntilAnswered("without-broker-" + version, lines(few(FIRST_WITHOUT_BROKER, version)));
        }
        var warnings = Hubs.warningsOfTheRelay();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Hubs.warningsOfTheRelay()).isGreaterThan(warnings + 2));
        assertThat(books.waitingEvents()).isEqualTo(FEW * VERSIONS_WITHOUT_BROKER);

        servers.startBroker();

        conservation.allowancesFollow(FIRST_WITHOUT_BROKER, FEW);
        conservation.factsWereAnnounced(FIRST_WITHOUT_BROKER, FEW, _ -> VERSIONS_WITHOUT_BROKER);
        conservation.eventsTellTheSame();
    }

    private static List<byte[]> lines(Stream<Register> people) {
        return people.map(Register::line).toList();
    }
}
