package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.demo.DemoOracle.Expected;
import city.huitong.embedded.demo.DemoCity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The oracle has something of everything to say, and says it about everybody. */
class DemoOracleTest {

    private static final DemoCity CITY = DemoCity.generate(20261101);
    private static final Map<String, Map<String, Expected>> MIDSUMMER =
            DemoOracle.decide(CITY, LocalDate.of(2025, 6, 30));
    private static final Map<String, Map<String, Expected>> NOVEMBER =
            DemoOracle.decide(CITY, LocalDate.of(2026, 11, 23));

    @Test
    void answersForEverybody() {
        assertThat(NOVEMBER).hasSize(23_000);
        assertThat(NOVEMBER.get(CITY.citizenNumbers().getFirst())).containsOnlyKeys(DemoOracle.PERSON_POLICIES);
        assertThat(NOVEMBER.get(CITY.creditCodes().getFirst())).containsOnlyKeys(DemoOracle.ENTERPRISE_POLICIES);
    }

    @Test
    void everyPolicyInForceHasAllThreeOutcomes() {
        assertThat(tally(MIDSUMMER))
                .hasSize(24)
                .allSatisfy((policy, outcomes) ->
                        assertThat(outcomes).as(policy).containsKeys("ELIGIBLE", "NOT_ELIGIBLE", "UNDETERMINED"));
    }

    @Test
    void someAreExcluded() {
        assertThat(tally(MIDSUMMER).get("cn.job-expansion-subsidy")).containsKey("EXCLUDED");
        assertThat(tally(NOVEMBER).get("cn.high-tech-enterprise")).containsKey("EXCLUDED");
    }

    @Test
    void someAreEligibleForNothing() {
        assertThat(MIDSUMMER.values().stream().flatMap(each -> each.entrySet().stream()))
                .anyMatch(answer -> answer.getValue().equals(new Expected("ELIGIBLE", 0)));
    }

    @Test
    void someAreOverByNovember() {
        var over = List.of(
                "x.job-retention-refund", "cn.job-expansion-subsidy", "cn.car-scrap-renewal", "cn.car-replacement");

        assertThat(tally(NOVEMBER)).hasSize(24).allSatisfy((policy, outcomes) -> {
            if (over.contains(policy)) {
                assertThat(outcomes).as(policy).containsOnlyKeys("NOT_IN_FORCE");
            } else {
                assertThat(outcomes).as(policy).containsKeys("ELIGIBLE", "NOT_ELIGIBLE", "UNDETERMINED");
            }
        });
    }

    @Test
    void onlyTheEligibleAreOwedAnything() {
        assertThat(MIDSUMMER.values().stream().flatMap(each -> each.values().stream()))
                .allMatch(expected -> expected.amountFen() >= 0
                        && (expected.outcome().equals("ELIGIBLE") || expected.amountFen() == 0));
    }

    private static Map<String, Map<String, Long>> tally(Map<String, Map<String, Expected>> decided) {
        Stream<Map.Entry<String, Expected>> answers =
                decided.values().stream().flatMap(each -> each.entrySet().stream());
        return answers.collect(Collectors.groupingBy(
                Map.Entry::getKey,
                TreeMap::new,
                Collectors.groupingBy(answer -> answer.getValue().outcome(), TreeMap::new, Collectors.counting())));
    }
}
