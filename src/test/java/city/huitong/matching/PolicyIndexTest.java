package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.expression.RandomExpressions;
import city.huitong.matching.columns.RandomPolicies;
import city.huitong.policy.Decision;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Looking only at policies that can concern a subject leaves out nothing that it has a right to. */
class PolicyIndexTest {

    private static final int POLICIES = 100;
    private static final int SUBJECTS = 50;
    private static final LocalDate TODAY = RandomPolicies.TODAY;

    @Property(tries = 8)
    void whatIsDecidedIsWhatDecidingAllWouldSay(@ForAll long seed) {
        var policies = policies(seed);
        var held = new HeldPolicies(policies, TODAY);
        var random = new RandomExpressions(seed, true);
        for (int i = 0; i < SUBJECTS; i++) {
            var facts = random.facts(i % 3 == 0 ? 0 : 0.2);
            assertThat(said(held.decide(facts::get, Set.of()).stream()))
                    .as(() -> "of " + facts)
                    .isEqualTo(said(
                            policies.stream().map(policy -> PolicyMatcher.decideBriefly(policy, TODAY, facts::get))));
        }
    }

    private static List<String> said(Stream<Decision> decisions) {
        return decisions
                .filter(decision -> decision.outcome() != Outcome.NOT_ELIGIBLE)
                .map(decision -> decision.policy().value() + " " + decision.eligibility())
                .toList();
    }

    @Property(tries = 4)
    void aPolicyUnderWhichASubjectHasSomethingIsDecidedInAnyCase(@ForAll long seed) {
        var policies = policies(seed);
        var held = new HeldPolicies(policies, TODAY);
        var all = policies.stream().map(Policy::id).toList();
        var facts = new RandomExpressions(seed, true).facts(0.2);

        assertThat(held.decide(facts::get, all)).extracting(Decision::policy).isEqualTo(all);
    }

    @Property(tries = 4)
    void aPolicyThatAsksForAnotherValueIsNotLookedAt(@ForAll long seed) {
        var held = new HeldPolicies(policies(seed), TODAY);

        assertThat(held.decide(new RandomExpressions(seed, true).facts(0)::get, Set.of()))
                .hasSizeLessThan(POLICIES * 9 / 10);
    }

    @Property(tries = 4)
    void onADayBeforeAllLawsNothingIsLookedAt(@ForAll long seed) {
        var held = new HeldPolicies(policies(seed), TODAY.minusDays(1));

        assertThat(held.decide(new RandomExpressions(seed, true).facts(0)::get, Set.of()))
                .isEmpty();
    }

    private static List<Policy> policies(long seed) {
        return Stream.generate(new RandomPolicies(seed)::next).limit(POLICIES).toList();
    }
}
