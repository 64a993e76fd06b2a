package city.huitong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.EmbeddedServers;
import city.huitong.hub.HubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Start and stop of the packaged hub against running servers, without the JVM's AOT cache and with it, trained in the two ways
 * there are. Package it for the cache first: {@code ./mvnw package -DskipTests -Dquarkus.package.jar.type=aot-jar}.
 */
class StartBench {

    private static final int STARTS = Integer.getInteger("bench.starts", 5);
    private static final String HEAP = "-Xmx512m";
    private static final String TRAIN = "-XX:AOTCacheOutput=app.aot";
    private static final String USE = "-XX:AOTCache=app.aot";

    private final List<String> report = new ArrayList<>();

    /** One start and stop, in milliseconds. */
    private record Run(long firstAnswer, long cityReady, long stop) {}

    @Test
    void measures() throws Exception {
        var servers = EmbeddedServers.startedFor("test", false);
        report("first start ever, tables and city included", List.of(run(servers)));
        measure("no cache", servers);
        trainUpToTheFirstConnection(servers);
        measure("cache trained up to the first connection, as in the image", servers, USE);
        run(servers, TRAIN);
        measure("cache trained by a whole start and stop", servers, USE);
        Files.write(Path.of("target/bench-start.txt"), report);
        report.forEach(System.out::println);
    }

    private void measure(String what, Map<String, String> servers, String... options) throws Exception {
        var runs = new ArrayList<Run>();
        for (var i = 0; i < STARTS; i++) {
            runs.add(run(servers, options));
        }
        report(what, runs);
    }

    private static Run run(Map<String, String> servers, String... options) throws Exception {
        try (var hub = HubProcess.start(servers, with(options))) {
            var firstAnswer = hub.until("/q/health/live");
            var cityReady = hub.untilStarted();
            var stop = hub.stop();
            assertThat(hub.errors()).isEmpty();
            return new Run(firstAnswer, cityReady, stop);
        }
    }

    private static List<String> with(String... options) {
        return Stream.concat(Stream.of(HEAP), Stream.of(options)).toList();
    }

    private static void trainUpToTheFirstConnection(Map<String, String> servers) throws Exception {
        try (var hub = HubProcess.start(servers, with(TRAIN, "-Dquarkus.appcds.generate=true"))) {
            hub.ended(System.nanoTime());
        }
    }

    private void report(String what, List<Run> runs) {
        report.add("%s, ms: first answer %s, city ready %s, stop %s"
                .formatted(
                        what,
                        median(runs.stream().map(Run::firstAnswer).toList()),
                        median(runs.stream().map(Run::cityReady).toList()),
                        median(runs.stream().map(Run::stop).toList())));
    }

    private static String median(List<Long> all) {
        return all.stream().sorted().toList().get(all.size() / 2) + " " + all;
    }
}
