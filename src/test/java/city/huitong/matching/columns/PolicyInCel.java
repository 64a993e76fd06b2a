package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.expression.CelOracle;
import city.huitong.expression.Value;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The criteria of a policy as one expression, for CEL's own runtime. It knows nothing of terms and amounts. */
public final class PolicyInCel {

    /** CEL takes no longer expressions; those few policies it is not asked about. */
    private static final int LONGEST = 3_900;

    private final String source;
    private final Optional<Function<Map<String, Object>, Optional<Boolean>>> condition;
    private final boolean hasAges;

    PolicyInCel(Policy policy) {
        source = source(policy.versions().getFirst().eligible());
        hasAges = !policy.terms().maxAge().isEmpty();
        condition = source.length() > LONGEST || hasAges
                ? Optional.empty()
                : Optional.of(CelOracle.condition(source, RandomPolicies.SCOPE));
    }

    /** Holds an outcome against what CEL says; false if it was not asked or could not say. */
    boolean mustSay(Outcome outcome, Map<String, Value> facts, String what) {
        if (condition.isEmpty()) {
            return false;
        }
        var withDay = new HashMap<>(facts);
        withDay.put(FactVocabulary.AS_OF, new Value.Day(RandomPolicies.TODAY));
        var answer = condition.get().apply(CelOracle.prepared(withDay));
        answer.ifPresentOrElse(eligible -> mustAgree(eligible, outcome, what), () -> mustBeOpen(outcome, what));
        return answer.isPresent();
    }

    /** Who is eligible may still be undetermined for what a grant needs. */
    private static void mustAgree(boolean eligible, Outcome outcome, String what) {
        if (eligible) {
            assertThat(outcome).as("CEL: " + what).isIn(Outcome.ELIGIBLE, Outcome.UNDETERMINED);
        } else {
            assertThat(outcome).as("CEL: " + what).isEqualTo(Outcome.NOT_ELIGIBLE);
        }
    }

    /** CEL goes on after a failure in a junction only, we in a choice, a count and a question whether something is known, too. */
    private void mustBeOpen(Outcome outcome, String what) {
        if (!source.contains("?") && !source.contains("known(")) {
            assertThat(outcome).as("CEL: " + what).isEqualTo(Outcome.UNDETERMINED);
        }
    }

    /** The tree as CEL. */
    public static String source(Eligibility tree) {
        return switch (tree) {
            case Criterion criterion -> "(" + criterion.when().source() + ")";
            case AllOf(var of) -> joined(of, " && ");
            case AnyOf(var of) -> joined(of, " || ");
            case NoneOf(var of) -> "!" + joined(of, " || ");
            case AtLeast(var k, var of) ->
                of.stream()
                        .map(part -> "(%s ? 1 : 0)".formatted(source(part)))
                        .collect(Collectors.joining(" + ", "(", " >= " + k + ")"));
        };
    }

    private static String joined(List<Eligibility> parts, String junction) {
        return parts.stream().map(PolicyInCel::source).collect(Collectors.joining(junction, "(", ")"));
    }
}
