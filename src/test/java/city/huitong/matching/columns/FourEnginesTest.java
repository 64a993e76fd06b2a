package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.policy.Outcome;
import org.junit.jupiter.api.Test;

/** Whichever way a policy is decided, the outcome is the same. The benchmark of the same name goes over a million pairs. */
class FourEnginesTest {

    private static final int ROUNDS = 10;
    private static final int SUBJECTS = 100;
    private static final int POLICIES = 20;

    @Test
    void allSayTheSame() {
        try (var engines = new FourEngines()) {
            for (int seed = 0; seed < ROUNDS; seed++) {
                engines.compare(seed, SUBJECTS, POLICIES);
            }

            // Each outcome must have been a frequent one, and CEL must have been able to say something.
            assertThat(engines.seen()).containsOnlyKeys(Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED);
            assertThat(engines.seen().values()).allMatch(pairs -> pairs > 1_000);
            assertThat(engines.byCel()).isGreaterThan(5_000);
        }
    }
}
