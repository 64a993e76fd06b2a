package city.huitong.policy;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.expression.Node.Relation;
import city.huitong.expression.Value;
import city.huitong.policy.EligibilityDecision.Eligible;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How far from a yes, and from when on. */
class ProspectTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Policy ALLOWANCE = APolicy.elderlyAllowance().read();

    @Test
    void saysHowFarAwayAndFromWhenOn() {
        var prospect = of(facts(LocalDate.of(1961, 12, 30), "sh", false));

        assertThat(prospect.distances().get("age"))
                .isEqualTo(new Distance(
                        new Value.Int(64), Relation.GREATER_OR_EQUAL, new Value.Int(65), java.util.OptionalLong.of(1)));
        assertThat(prospect.turns()).containsOnlyKeys("age").containsValue(LocalDate.of(2026, 12, 30));
        assertThat(prospect.eligibleOn()).contains(LocalDate.of(2026, 12, 30));
        assertThat(prospect.smallestChanges()).containsExactly(Set.of("age"));
    }

    /** The version ends at the end of 2027, before they are old enough. */
    @Test
    void promisesNothingBeyondTheLaw() {
        var prospect = of(facts(LocalDate.of(1963, 12, 30), "sh", false));

        assertThat(prospect.turns()).containsValue(LocalDate.of(2028, 12, 30));
        assertThat(prospect.eligibleOn()).isEmpty();
    }

    @Test
    void namesTheSmallestChanges() {
        assertThat(of(facts(LocalDate.of(1950, 1, 1), "other", false)).smallestChanges())
                .containsExactly(Set.of("hukou"));
        assertThat(of(facts(LocalDate.of(1950, 1, 1), "sh", true)).smallestChanges())
                .containsExactly(Set.of("deceased"));
        assertThat(of(facts(LocalDate.of(2000, 1, 1), "other", true)).smallestChanges())
                .containsExactly(Set.of("hukou", "age", "deceased"));
    }

    @Test
    void comparesTextsWithoutADistance() {
        var distance =
                of(facts(LocalDate.of(1950, 1, 1), "other", false)).distances().get("hukou");

        assertThat(distance.observed()).isEqualTo(new Value.Text("other"));
        assertThat(distance.required()).isEqualTo(new Value.Text("sh"));
        assertThat(distance.by()).isEmpty();
    }

    @Test
    void hasNothingToChangeForWhoIsEligible() {
        var prospect = of(facts(LocalDate.of(1950, 1, 1), "sh", false));

        assertThat(prospect.smallestChanges()).isEmpty();
        assertThat(prospect.eligibleOn()).isEmpty();
        assertThat(prospect.distances().get("age").by()).isEmpty();
    }

    @Test
    void doesNotGuessWhatIsMissing() {
        var facts = facts(LocalDate.of(1950, 1, 1), "sh", false);
        facts.remove("person.hukou");

        var prospect = of(facts);

        assertThat(prospect.distances()).doesNotContainKey("hukou");
        assertThat(prospect.smallestChanges()).isEmpty();
    }

    /** The day before it is not, on the day it is. */
    @Property(tries = 300)
    void theDayItNamesIsTheFirst(@ForAll @IntRange(min = 0, max = 400) int daysBefore) {
        var birth = TODAY.minusYears(65).plusDays(daysBefore);
        var facts = facts(birth, "sh", false);

        of(facts).eligibleOn().ifPresent(day -> {
            assertThat(PolicyMatcher.decide(ALLOWANCE, day, facts::get).eligibility())
                    .isInstanceOf(Eligible.class);
            assertThat(PolicyMatcher.outcome(ALLOWANCE, day.minusDays(1), facts::get))
                    .isEqualTo(Outcome.NOT_ELIGIBLE);
        });
        assertThat(of(facts).eligibleOn().isPresent()).isEqualTo(daysBefore > 0);
    }

    private static Prospect of(Map<String, Value> facts) {
        return Prospect.of(ALLOWANCE, PolicyMatcher.decide(ALLOWANCE, TODAY, facts::get), facts::get);
    }

    private static Map<String, Value> facts(LocalDate birth, String hukou, boolean deceased) {
        return new HashMap<>(Map.of(
                "person.birth",
                new Value.Day(birth),
                "person.hukou",
                new Value.Text(hukou),
                "person.deceased",
                Value.Bool.of(deceased)));
    }
}
