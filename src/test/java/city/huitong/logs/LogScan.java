package city.huitong.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Last of the build: reads what all tests of this run have logged. The hub's log of the test JVM (own packages at DEBUG), the logs of
 * hubs that were processes of their own, and the standard output that the reports hold.
 */
class LogScan {

    private static final Path TARGET = Path.of("target");
    private static final Path LOGS = TARGET.resolve("test-logs");

    private final Leaks leaks = Leaks.ofThisProject();
    private final List<String> found = new ArrayList<>();

    @Test
    void findsNobodyInTheLogs() throws IOException {
        var logs = files(LOGS, "");
        assertThat(logs).as("a scan of nothing proves nothing").isNotEmpty();
        for (var log : logs) {
            scan(log, false);
        }
        for (var reports : List.of("surefire-reports", "failsafe-reports")) {
            for (var report : files(TARGET.resolve(reports), ".xml")) {
                scan(report, true);
            }
        }
        assertThat(found)
                .as("lines of logs that hold what no log may hold; see there, it is not repeated here")
                .isEmpty();
    }

    /** Of a report only what was printed: names of tests and sentences of failures are no log. */
    private void scan(Path file, boolean report) throws IOException {
        var number = 0;
        var printed = !report;
        // By a reader that takes broken bytes: they must not end the scan.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                printed |= report && (line.contains("<system-out>") || line.contains("<system-err>"));
                if (printed) {
                    var at = file + ":" + number + " ";
                    leaks.in(line).forEach(kind -> found.add(at + kind));
                }
                printed &= !report || !(line.contains("</system-out>") || line.contains("</system-err>"));
            }
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
