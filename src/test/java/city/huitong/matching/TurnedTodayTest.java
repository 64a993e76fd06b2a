package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.RandomExpressions;
import city.huitong.expression.Value;
import city.huitong.matching.TurnedToday.Effect;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.RandomPolicies;
import city.huitong.matching.columns.Segment;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Validity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A day is matched for those for whom it makes a difference: for all of them, and for nobody else. */
class TurnedTodayTest {

    private static final int PEOPLE = 200;
    private static final LocalDate FIRST = RandomPolicies.TODAY;

    /** Held against the matcher, subject by subject. Also where it is said that the day changes nothing at all. */
    @Property(tries = 100)
    void findsThoseWhoAreDecidedOtherwise(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int days) {
        var policy = new RandomPolicies(seed).next();
        var people = people(seed);
        var before = FIRST.plusDays(days);
        var today = before.plusDays(1 + Math.floorMod(seed, 400));
        var turned = new TurnedToday(policy, before, today);

        var expected = IntStream.range(0, PEOPLE)
                .filter(person -> !eligibility(policy, before, people.get(person))
                        .equals(eligibility(policy, today, people.get(person))))
                .mapToObj(TurnedTodayTest::subject)
                .toList();

        if (turned.effect() == Effect.NONE) {
            assertThat(expected).isEmpty();
        }
        assertThat(turned.among(everybody(people))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aVersionThatBeginsIsForEverybody() {
        var written = new RandomPolicies(7).next();
        var law = written.versions().getFirst();
        var border = FIRST.plusDays(10);
        var policy = with(
                written,
                List.of(
                        in(law, new Validity(FIRST, Optional.of(border.minusDays(1)))),
                        in(law, new Validity(border, Optional.empty()))));

        assertThat(new TurnedToday(policy, border.minusDays(1), border).effect())
                .isEqualTo(Effect.ALL);
        assertThat(new TurnedToday(policy, FIRST.minusDays(1), FIRST).effect()).isEqualTo(Effect.ALL);
        assertThat(new TurnedToday(policy, border, border.plusDays(1)).effect()).isNotEqualTo(Effect.ALL);
    }

    private static Policy with(Policy policy, List<PolicyVersion> versions) {
        return new Policy(
                policy.id(),
                policy.title(),
                policy.subject(),
                policy.authority(),
                policy.legal(),
                policy.automation(),
                versions,
                policy.cases());
    }

    private static PolicyVersion in(PolicyVersion law, Validity valid) {
        return new PolicyVersion(valid, law.params(), law.eligible(), law.benefit());
    }

    private static Object eligibility(Policy policy, LocalDate day, Map<String, Value> facts) {
        return PolicyMatcher.decideBriefly(policy, day, facts::get).eligibility();
    }

    private static List<Map<String, Value>> people(long seed) {
        var random = new RandomExpressions(seed, true);
        return Stream.generate(() -> random.facts(0.2)).limit(PEOPLE).toList();
    }

    private static List<Part> everybody(List<Map<String, Value>> people) {
        var builder = new Segment.Builder(RandomExpressions.SCOPE.variables());
        for (int person = 0; person < PEOPLE; person++) {
            builder.add(subject(person), people.get(person)::get);
        }
        var segment = builder.build();
        return List.of(new Part(segment, segment.all()));
    }

    private static SubjectId subject(int person) {
        return new SubjectId(new UUID(0, person));
    }
}
