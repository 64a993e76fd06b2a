package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Nobody works a small number out of a policy's readiness, its near misses or the data gaps. */
class ToldPictureTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @Test
    void leavesOutASecondOutcomeFromWhichTheFirstWouldFollow() {
        var told = ToldPicture.of(picture(3, 500, 1_000, Map.of(), Map.of()));

        assertThat(told.eligible()).isEmpty();
        assertThat(told.notEligible()).isEmpty();
        assertThat(told.undetermined()).contains(500L);
        assertThat(told.amountFen()).isEmpty();
    }

    @Test
    void leavesOutASecondFactWhereTheFirstWouldBeKnownToBeSoManyAtLeast() {
        var told = ToldPicture.of(picture(50, 14, 100, Map.of("a", 10L, "b", 4L), Map.of()));

        assertThat(told.missing().values()).containsOnly(Optional.empty());
    }

    @Property
    void anOutcomeThatIsLeftOutIsOneToNineForAllOneKnows(
            @ForAll @IntRange(max = 25) int eligible,
            @ForAll @IntRange(max = 25) int undetermined,
            @ForAll @IntRange(max = 25) int refused) {
        var picture = picture(eligible, undetermined, eligible + undetermined + refused, Map.of(), Map.of());
        var told = ToldPicture.of(picture);

        var hidden = Stream.of(told.eligible(), told.notEligible(), told.undetermined())
                .filter(Optional::isEmpty)
                .count();
        var together = picture.subjects()
                - Stream.of(told.eligible(), told.notEligible(), told.undetermined())
                        .flatMap(Optional::stream)
                        .mapToLong(Long::longValue)
                        .sum();
        assertThat(Stream.of(told.eligible(), told.notEligible(), told.undetermined())
                        .flatMap(Optional::stream))
                .noneMatch(number -> number > 0 && number < 10);
        if (hidden > 0 && picture.subjects() >= 10) {
            assertThat(hidden).isNotEqualTo(1);
            assertThat(together).isGreaterThanOrEqualTo(10);
        }
    }

    /** Whoever is undetermined lacks a fact at least; whoever nearly is is not eligible. */
    @Property
    void aFactOrCriterionThatIsLeftOutIsOneToNineForAllOneKnows(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 25) Integer> counts) {
        var numbers = new TreeMap<String, Long>();
        counts.forEach(count -> numbers.put("n" + numbers.size(), (long) count));
        var sum = counts.stream().mapToLong(Integer::longValue).sum();
        var told = ToldPicture.of(picture(50, sum, 50 + 2 * sum, numbers, numbers));

        numbers.forEach((name, number) -> {
            if (number > 0 && number < 10) {
                assertThat(told.missing().get(name)).isEmpty();
                told.undetermined()
                        .ifPresent(
                                known -> assertThat(leastMissing(told, known)).isLessThanOrEqualTo(1));
                assertThat(told.nearly().get(name)).isEmpty();
                assertThat(sum - sum(told.nearly()))
                        .satisfiesAnyOf(
                                left -> assertThat(left).isGreaterThanOrEqualTo(9),
                                _ -> assertThat(told.nearly().values()).noneMatch(each -> each.orElse(0L) > 0));
            }
        });
    }

    /** What one alone would have at least, if the others that are told do not come to all. */
    private static long leastMissing(ToldPicture told, long undetermined) {
        var hidden = told.missing().values().stream().filter(Optional::isEmpty).count();
        var alone = told.missing().size() == hidden;
        return hidden == 1 && !alone ? undetermined - sum(told.missing()) : 0;
    }

    private static long sum(Map<String, Optional<Long>> numbers) {
        return numbers.values().stream().mapToLong(each -> each.orElse(0L)).sum();
    }

    private static PolicyPicture picture(
            long eligible, long undetermined, long subjects, Map<String, Long> missing, Map<String, Long> nearly) {
        return new PolicyPicture(
                new PolicyId("x.y"), DAY, DAY, subjects, eligible, undetermined, eligible * 100, missing, nearly);
    }
}
