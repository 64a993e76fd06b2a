package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.expression.ExpressionCompiler;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real policies of the demo city, read and run against their own golden cases. */
class DemoPoliciesTest {

    private static final FactVocabulary VOCABULARY = DemoPack.vocabulary();

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyPassesItsGoldenCases(String file) {
        assertThat(violations(file)).isEmpty();
    }

    @Test
    void noTwoPoliciesShareAnIdOrAContent() {
        assertThat(policies()).hasSize(24);
        assertThat(policies())
                .extracting(file -> DemoPack.document(file).policy().get("policy"))
                .doesNotHaveDuplicates();
        assertThat(policies())
                .extracting(file -> DemoPack.document(file).contentHash())
                .doesNotHaveDuplicates();
    }

    static List<String> policies() {
        return DemoPack.policies();
    }

    private static List<Violation> violations(String file) {
        try {
            var reader = new PolicyReader(new ExpressionCompiler());
            return PublicationGate.check(reader.read(DemoPack.document(file), VOCABULARY));
        } catch (Problem refused) {
            return refused.violations();
        }
    }
}
