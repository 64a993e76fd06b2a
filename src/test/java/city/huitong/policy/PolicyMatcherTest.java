package city.huitong.policy;

import static city.huitong.policy.APolicy.TODAY;
import static city.huitong.policy.APolicy.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import city.huitong.expression.Bindings;
import city.huitong.expression.Value;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyMatcherTest {

    private static final Policy ALLOWANCE = APolicy.elderlyAllowance().read();
    private static final Policy MINIMUM_LIVING = APolicy.minimumLiving().read();

    @Nested
    class Thresholds {

        @ParameterizedTest
        @CsvSource({
            "1961-11-23, 7500", // 65 today
            "1956-11-24, 7500", // 70 tomorrow
            "1956-11-23, 15000",
            "1946-11-24, 15000",
            "1946-11-23, 18000",
            "1936-11-23, 35000",
            "1926-11-24, 35000", // 100 tomorrow
            "1926-11-23, 60000"
        })
        void paysTheBandOfTheAgeOnThatDay(LocalDate birth, long fen) {
            var decision = PolicyMatcher.decide(ALLOWANCE, TODAY, elder(birth));

            assertThat(decision.eligibility()).isEqualTo(new Eligible(fen, BenefitPeriod.MONTH, Map.of()));
        }

        @Test
        void refusesTheDayBeforeTheBirthday() {
            var decision = PolicyMatcher.decide(ALLOWANCE, TODAY, elder(LocalDate.of(1961, 11, 24)));

            assertThat(decision.eligibility()).isEqualTo(new NotEligible(Set.of("age"), Map.of()));
        }

        @ParameterizedTest
        @CsvSource({
            "2016-04-30, NOT_IN_FORCE",
            "2016-05-01, ELIGIBLE",
            "2027-12-31, ELIGIBLE",
            "2028-01-01, NOT_IN_FORCE"
        })
        void isInForceFromTheFirstToTheLastDay(LocalDate day, Outcome outcome) {
            var centenarian = elder(LocalDate.of(1916, 1, 1));

            assertThat(PolicyMatcher.decide(ALLOWANCE, day, centenarian).outcome())
                    .isEqualTo(outcome);
            assertThat(PolicyMatcher.outcome(ALLOWANCE, day, centenarian)).isEqualTo(outcome);
        }

        @Test
        void saysNothingOfCriteriaWhereNoVersionIsInForce() {
            var decision = PolicyMatcher.decide(ALLOWANCE, LocalDate.of(2016, 4, 30), facts(Map.of()));

            assertThat(decision.eligibility()).isEqualTo(new NotInForce());
            assertThat(decision.criteria()).isEmpty();
            assertThat(decision.version()).isEmpty();
        }
    }

    @Nested
    class MissingFacts {

        @Test
        void neverMakeANo() {
            var decision = PolicyMatcher.decide(ALLOWANCE, TODAY, facts(Map.of("person.hukou", new Value.Text("sh"))));

            assertThat(decision.eligibility()).isEqualTo(new Undetermined(Set.of("person.birth", "person.deceased")));
        }

        @Test
        void doNotMatterWhereAnotherCriterionDecides() {
            var decision = PolicyMatcher.decide(ALLOWANCE, TODAY, facts(Map.of("person.hukou", new Value.Text("bj"))));

            assertThat(decision.eligibility()).isEqualTo(new NotEligible(Set.of("hukou"), Map.of()));
            assertThat(decision.criteria())
                    .extracting(CriterionResult::id, CriterionResult::result, CriterionResult::missing)
                    .containsExactly(
                            tuple("hukou", Truth.FALSE, Set.of()),
                            tuple("age", Truth.MISSING, Set.of("person.birth")),
                            tuple("deceased", Truth.MISSING, Set.of("person.deceased")));
        }

        @Test
        void leaveAnEligibleSubjectUndeterminedWhenTheAmountNeedsThem() {
            var known = facts(Map.of("person.hukou", new Value.Text("x"), "household.members", new Value.Int(2)));

            assertThat(PolicyMatcher.decide(MINIMUM_LIVING, TODAY, known).eligibility())
                    .isEqualTo(new Undetermined(Set.of("household.income")));
            assertThat(PolicyMatcher.outcome(MINIMUM_LIVING, TODAY, known)).isEqualTo(Outcome.UNDETERMINED);
        }

        @Test
        void leaveOutAFigureThatNeedsThem() {
            var decision =
                    PolicyMatcher.decide(MINIMUM_LIVING, TODAY, facts(Map.of("person.hukou", new Value.Text("sh"))));

            assertThat(decision.eligibility()).isEqualTo(new NotEligible(Set.of("hukou"), Map.of()));
        }
    }

    @Nested
    class Amounts {

        @ParameterizedTest
        @CsvSource({"0, 159500", "318998, 1", "319000, 0", "319002, 0", "9900000, 0"})
        void areNeverNegative(long incomeFen, long fen) {
            var decision = PolicyMatcher.decide(MINIMUM_LIVING, TODAY, family("x", incomeFen));

            assertThat(decision.eligibility())
                    .isInstanceOfSatisfying(
                            Eligible.class,
                            eligible -> assertThat(eligible.amountFen()).isEqualTo(fen));
        }

        @Test
        void comeWithEveryFigureForTheEligible() {
            var decision = PolicyMatcher.decide(MINIMUM_LIVING, TODAY, family("x", 100_000));

            assertThat(decision.eligibility())
                    .isEqualTo(
                            new Eligible(109_500, BenefitPeriod.MONTH, Map.of("perHead", 50_000L, "line", 159_500L)));
        }

        @Test
        void giveOthersOnlyTheFiguresMeantForThem() {
            var decision = PolicyMatcher.decide(MINIMUM_LIVING, TODAY, family("sh", 100_000));

            assertThat(decision.eligibility()).isEqualTo(new NotEligible(Set.of("hukou"), Map.of("perHead", 50_001L)));
        }
    }

    private static Bindings elder(LocalDate birth) {
        return facts(Map.of(
                "person.birth", new Value.Day(birth),
                "person.hukou", new Value.Text("sh"),
                "person.deceased", new Value.Bool(false)));
    }

    private static Bindings family(String hukou, long incomeFen) {
        Map<String, Value> facts = new HashMap<>();
        facts.put("person.hukou", new Value.Text(hukou));
        facts.put("household.income", new Value.Money(incomeFen));
        facts.put("household.members", new Value.Int(2));
        return facts(facts);
    }
}
