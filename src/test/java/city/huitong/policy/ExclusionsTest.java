package city.huitong.policy;

import static city.huitong.policy.APolicy.TODAY;
import static city.huitong.policy.APolicy.facts;
import static city.huitong.policy.APolicy.minimumLiving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import city.huitong.expression.Value;
import city.huitong.platform.problem.Violation;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionsTest {

    @Nested
    class TheBest {

        @ParameterizedTest
        @CsvSource({
            "100, month, 1199, year, x.a",
            "100, month, 1200, year, x.a",
            "100, month, 1201, year, x.b",
            "300, quarter, 1201, once, x.b",
            "0, once, 0, once, x.a"
        })
        void isWhatIsWorthMostInAYear(int yuanA, String periodA, int yuanB, String periodB, String chosen) {
            var a = policy("x.a", "{group: g, choose: best}", yuanA, periodA);
            var b = policy("x.b", "{group: g, choose: best}", yuanB, periodB);

            assertThat(granted(settled(a, b))).containsExactly(chosen);
        }

        @Test
        void isNamedToWhoeverDoesNotGetTheOther() {
            var a = policy("x.a", "{group: g, choose: best}", 1, "month");
            var b = policy("x.b", "{group: g, choose: best}", 2, "month");

            assertThat(settled(a, b).getFirst())
                    .satisfies(decision -> assertThat(decision.outcome()).isEqualTo(Outcome.EXCLUDED))
                    .extracting(Decision::eligibility)
                    .isEqualTo(new Excluded(b.id(), new Eligible(100, BenefitPeriod.MONTH, Map.of())));
        }

        @Test
        void isNotAffectedByOtherGroupsNorByPoliciesThatDoNotApply() {
            var a = policy("x.a", "{group: g, choose: best}", 1, "month");
            var b = policy("x.b", "{group: h, choose: best}", 2, "month");
            var c = policy("x.c", "{group: g, choose: best}", 3, "month", "person.hukou == 'y'");
            var d = policy("x.d", "{group: g, choose: best}", 3, "month", "person.grade == 1");

            assertThat(settled(a, b, c, d))
                    .extracting(Decision::outcome)
                    .containsExactly(Outcome.ELIGIBLE, Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED);
        }
    }

    @Nested
    class AnOrder {

        @Test
        void decidesOverSeveralSteps() {
            var a = policy("x.a", "{group: g, choose: order, after: [x.b]}", 9, "month");
            var b = policy("x.b", "{group: g, choose: order, after: [x.c]}", 8, "month", "person.hukou == 'y'");
            var c = policy("x.c", "{group: g, choose: order}", 1, "month");

            assertThat(granted(settled(a, b, c))).containsExactly("x.c");
            assertThat(granted(settled(a, b))).containsExactly("x.a");
        }

        @Test
        void isRefusedWhenItGoesInACircle() {
            var a = policy("x.a", "{group: g, choose: order, after: [x.b]}", 1, "month");
            var b = policy("x.b", "{group: g, choose: order, after: [x.c]}", 1, "month");
            var c = policy("x.c", "{group: g, choose: order, after: [x.a]}", 1, "month");

            assertThat(Exclusions.among(List.of(a, b)).check(c))
                    .containsExactly(new Violation(
                            "/exclusive/after",
                            "exclusion-cycle",
                            "these policies go before each other in a circle: x.c after x.a after x.b after x.c"));
            assertThat(Exclusions.among(List.of(a, b)).check(b)).isEmpty();
        }

        @Test
        void takesTheNewWordsOfAPolicyForItsOldOnes() {
            var old = policy("x.a", "{group: g, choose: order, after: [x.b]}", 1, "month");
            var b = policy("x.b", "{group: g, choose: order, after: [x.a]}", 1, "month");
            var renewed = policy("x.a", "{group: g, choose: order}", 1, "month");

            assertThat(Exclusions.among(List.of(old, b)).check(renewed)).isEmpty();
        }

        @Test
        void settlesSomethingEvenInACircle() {
            var a = policy("x.a", "{group: g, choose: order, after: [x.b]}", 1, "month");
            var b = policy("x.b", "{group: g, choose: order, after: [x.a]}", 1, "month");

            assertThat(granted(settled(a, b))).containsExactly("x.a");
        }
    }

    @Test
    void aGroupChoosesInOneWay() {
        var a = policy("x.a", "{group: g, choose: best}", 1, "month");
        var b = policy("x.b", "{group: g, choose: order, after: [x.c]}", 1, "month");
        var c = policy("x.c", "{group: h, choose: order}", 1, "month");

        assertThat(Exclusions.among(List.of(a, c)).check(b))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(
                        tuple("/exclusive/choose", "exclusion-mixed"), tuple("/exclusive/after", "exclusion-mixed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {choose: best}                                | /exclusive/group   | required
            {group: g, choose: any}                       | /exclusive/choose  | wrong-type
            {group: g, choose: best, after: [x.b]}        | /exclusive/after   | unknown-key
            {group: g, choose: order, after: [X]}         | /exclusive/after/0 | format
            {group: g, choose: order, after: [x.minimum-living]} | /exclusive/after/0 | exclusion-cycle
            """)
    void isPointedAt(String exclusive, String pointer, String code) {
        assertThat(minimumLiving()
                        .with("versions:", "exclusive: " + exclusive + "\nversions:")
                        .violations())
                .extracting(Violation::pointer, Violation::code)
                .contains(tuple(pointer, code));
    }

    @Test
    void whoIsMatchedWithOneIsMatchedWithItsRivals() {
        var a = policy("x.a", "{group: g, choose: best}", 1, "month");
        var b = policy("x.b", "{group: g, choose: best}", 1, "month");
        var c = policy("x.c", "{group: h, choose: best}", 1, "month");

        assertThat(Exclusions.among(List.of(a, b, c)).withRivals(List.of(b)))
                .extracting(policy -> policy.id().value())
                .containsExactly("x.b", "x.a");
    }

    private static List<Decision> settled(Policy... policies) {
        var resident = facts(Map.of("person.hukou", new Value.Text("x")));
        var decisions = Stream.of(policies)
                .map(policy -> PolicyMatcher.decideBriefly(policy, TODAY, resident))
                .toList();
        return Exclusions.among(List.of(policies)).settle(decisions);
    }

    private static List<String> granted(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.outcome() == Outcome.ELIGIBLE)
                .map(decision -> decision.policy().value())
                .toList();
    }

    private static Policy policy(String id, String exclusive, int yuan, String period) {
        return policy(id, exclusive, yuan, period, "person.hukou == 'x'");
    }

    private static Policy policy(String id, String exclusive, int yuan, String period, String when) {
        return new APolicy("""
                policy: %s
                title: {zh: 津贴}
                subject: person
                authority: civil-affairs
                automation: direct
                exclusive: %s
                versions:
                  - valid: {from: 2024-07-01}
                    eligible: {id: some, when: "%s", text: {zh: 条件}}
                    benefit: {period: %s, amount: "yuan(%d)"}
                """.formatted(id, exclusive, when, period, yuan), """
                - {name: one, asOf: 2026-11-23, expect: {outcome: UNDETERMINED}}
                """).read();
    }
}
