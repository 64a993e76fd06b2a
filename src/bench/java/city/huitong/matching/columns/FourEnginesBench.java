package city.huitong.matching.columns;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The comparison of {@link FourEnginesTest} over a million pairs of policy and subject. */
class FourEnginesBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 25);
    private static final int SUBJECTS = 400;
    private static final int POLICIES = 100;

    @Test
    void allSayTheSame() throws Exception {
        try (var engines = new FourEngines()) {
            var started = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                engines.compare(1_000_000L + round, SUBJECTS, POLICIES);
            }
            var line = "%,d pairs in %.0f s, no difference: %s, of them decided by CEL, too: %,d"
                    .formatted(
                            (long) ROUNDS * SUBJECTS * POLICIES,
                            (System.nanoTime() - started) / 1e9,
                            engines.seen(),
                            engines.byCel());
            Files.writeString(Path.of("target/bench-engines.txt"), line);
            System.out.println(line);
        }
    }
}
