package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.demo.DemoOracle.Expected;
import city.huitong.embedded.demo.DemoCity;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The oracle has something of everything to say, and says it about everybody. */
class DemoOracleTest {

    private static final DemoCity CITY = DemoCity.generate(20261101);
    private static final LocalDate MIDSUMMER = LocalDate.of(2025, 6, 30);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 23);

    @Test
    void answersForEverybody() {
        var answers = DemoOracle.decide(CITY, NOVEMBER);

        assertThat(answers).hasSize(23_000);
        assertThat(answers.get(CITY.citizenNumbers().getFirst())).containsOnlyKeys(DemoOracle.PERSON_POLICIES);
        assertThat(answers.get(CITY.creditCodes().getFirst())).containsOnlyKeys(DemoOracle.ENTERPRISE_POLICIES);
    }

    @Test
    void everyPolicyInForceHasAllThreeOutcomes() {
        assertThat(tally(MIDSUMMER))
                .hasSize(7)
                .allSatisfy((_, outcomes) ->
                        assertThat(outcomes).containsOnlyKeys("ELIGIBLE", "NOT_ELIGIBLE", "UNDETERMINED"));
    }

    @Test
    void jobRetentionIsOverByNovember() {
        assertThat(tally(NOVEMBER).get("x.job-retention-refund")).containsOnlyKeys("NOT_IN_FORCE");
        assertThat(tally(NOVEMBER))
                .hasSize(7)
                .allSatisfy((policy, outcomes) -> assertThat(outcomes.size())
                        .as(policy)
                        .isEqualTo(policy.equals("x.job-retention-refund") ? 1 : 3));
    }

    @Test
    void onlyTheEligibleAreOwedAnything() {
        assertThat(DemoOracle.decide(CITY, MIDSUMMER).values().stream().flatMap(each -> each.values().stream()))
                .allMatch(expected -> expected.amountFen() >= 0
                        && (expected.outcome().equals("ELIGIBLE") || expected.amountFen() == 0));
    }

    private static Map<String, Map<String, Long>> tally(LocalDate asOf) {
        Stream<Map.Entry<String, Expected>> answers =
                DemoOracle.decide(CITY, asOf).values().stream().flatMap(each -> each.entrySet().stream());
        return answers.collect(Collectors.groupingBy(
                Map.Entry::getKey,
                TreeMap::new,
                Collectors.groupingBy(answer -> answer.getValue().outcome(), TreeMap::new, Collectors.counting())));
    }
}
