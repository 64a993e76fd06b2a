package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.expression.ValueType;
import city.huitong.hub.Hub;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One wrong answer of one engine is found, and told with the day and the subject. */
@QuarkusTest
class CompareEnginesTest {

    private static final long SEED = 11;
    private static final int SUBJECTS = 200;

    @Inject
    TrialInPostgres postgres;

    @Inject
    CurrentPolicies policies;

    @Inject
    CurrentCatalog catalog;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void namesTheEngineThatDiffers() {
        var policy = policies.require("x.elderly-allowance").policy();
        var version = policy.versions().getLast();
        var vocabulary = vocabulary();
        var madeUp = new MadeUpSubjects(policy, vocabulary, SEED);
        var subjects = Stream.generate(madeUp::next).limit(SUBJECTS).toList();
        var asOf = version.valid().from();
        var said = new ArrayList<>(postgres.outcomes(policy, version, asOf, madeUp.types(), subjects)
                .await()
                .atMost(Duration.ofSeconds(30)));
        var engines = new CompareEngines(policy, version, asOf, subjects);
        assertThat(engines.compare(madeUp, vocabulary, said, SEED).differences())
                .isEmpty();
        var wrong = said.indexOf(Outcome.UNDETERMINED);

        said.set(wrong, Outcome.ELIGIBLE);

        assertThat(new CompareEngines(policy, version, asOf, subjects)
                        .compare(madeUp, vocabulary, said, SEED)
                        .differences())
                .containsExactly("on %s, made-up subject %d: PostgreSQL says ELIGIBLE, the matcher UNDETERMINED"
                        .formatted(asOf, wrong));
    }

    private FactVocabulary vocabulary() {
        var types = new HashMap<String, ValueType>();
        catalog.get()
                .facts()
                .forEach(fact -> fact.type()
                        .valueType()
                        .ifPresent(type -> types.put(fact.name().toString(), type)));
        return new FactVocabulary(types);
    }
}
