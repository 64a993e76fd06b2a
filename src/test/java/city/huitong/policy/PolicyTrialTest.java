package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every policy of the demo city is decided alike by the matcher, columns, PostgreSQL and CEL. */
@QuarkusTest
class PolicyTrialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    PolicyTrial trial;

    @Inject
    CurrentPolicies policies;

    @Inject
    CurrentCatalog catalog;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void findsAllEnginesOfOneMindAboutThePacksPolicies() {
        for (var published : policies.all()) {
            if (!published.publication().publishedBy().equals("city-pack")) {
                continue;
            }
            var policy = published.policy();
            var parity = trial.parity(policy, CatalogVocabulary.of(catalog.get()), 7)
                    .await()
                    .atMost(PATIENCE);

            assertThat(parity.differences()).as(policy.id().value()).isEmpty();
            assertThat(parity.subjects()).isGreaterThanOrEqualTo(1_000);
            assertThat(parity.celAnswers()).as(policy.id().value()).isGreaterThan(500);
            assertThat(parity.undetermined()).as(policy.id().value()).isPositive();
        }
    }

    @Test
    void makesTheSameSubjectsForTheSameSeed() {
        var policy = policies.require("x.elderly-allowance").policy();
        var vocabulary = CatalogVocabulary.of(catalog.get());

        var one = trial.parity(policy, vocabulary, 1).await().atMost(PATIENCE);

        assertThat(trial.parity(policy, vocabulary, 1).await().atMost(PATIENCE)).isEqualTo(one);
        assertThat(trial.parity(policy, vocabulary, 2).await().atMost(PATIENCE)).isNotEqualTo(one);
    }
}
