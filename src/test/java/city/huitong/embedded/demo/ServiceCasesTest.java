package city.huitong.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases of the service platform make sense: in time, in numbers, and with the seasons. */
class ServiceCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is known of each case in the end, in the order of their numbers; those withdrawn are left with their key. */
    private static final List<JsonNode> CASES = DemoCity.generate(DemoUpload.SEED)
            .records("service-cases")
            .filter(line -> !line.wrong())
            .map(ServiceCasesTest::parsed)
            .collect(Collectors.toMap(
                    line -> line.get("case_number").asText(), line -> line, (_, later) -> later, TreeMap::new))
            .values()
            .stream()
            .filter(line -> !line.has("$withdraw"))
            .toList();

    @Test
    void fillTwoYears() {
        var last = YearMonth.from(DemoCity.REFERENCE_DAY).minusMonths(1);
        var months = IntStream.range(0, 24)
                .mapToObj(back -> last.minusMonths(back).toString())
                .toList();

        assertThat(CASES.size()).isBetween(59_500, 60_000);
        assertThat(CASES).allMatch(it -> text(it, "accepted_at").startsWith(text(it, "month")));
        assertThat(byMonth()).containsOnlyKeys(months);
        assertThat(byMonth().values()).allMatch(cases -> cases > 800);
    }

    @Test
    void areNumberedAsTheyArrive() {
        var days = CASES.stream().map(it -> text(it, "accepted_at").substring(0, 10));

        assertThat(days).isSorted();
        assertThat(CASES.stream().map(it -> text(it, "case_number").substring(10)))
                .isSorted();
    }

    @Test
    void followTheSeasons() {
        assertThat(count("2026-02")).as("Spring Festival").isLessThan(count("2026-03") * 2 / 3);
        assertThat(count("2026-03")).as("growth").isGreaterThan(count("2025-03"));
        assertThat(schoolEntries("2026-05")).isGreaterThan(2 * schoolEntries("2026-09"));
    }

    @Test
    void endWhenTheyAreSaidTo() {
        assertThat(CASES).allSatisfy(it -> {
            var isPending = text(it, "result").equals("pending");
            assertThat(it.has("finished_at")).isEqualTo(!isPending);
            assertThat(it.has("processing_minutes")).isEqualTo(!isPending);
            assertThat(it.has("satisfaction") && isPending).isFalse();
        });
        assertThat(CASES).filteredOn(it -> it.has("finished_at")).allSatisfy(it -> {
            var minutes = Duration.between(time(it, "accepted_at"), time(it, "finished_at"));
            assertThat(it.get("processing_minutes").asLong()).isPositive().isEqualTo(minutes.toMinutes());
            assertThat(time(it, "finished_at").toLocalDate()).isBefore(DemoCity.REFERENCE_DAY);
        });
    }

    @Test
    void fewAreLateOrPendingAndMostPeopleContent() {
        assertThat(share(ServiceCasesTest::isLate)).isBetween(0.005, 0.03);
        assertThat(share(it -> text(it, "result").equals("pending"))).isBetween(0.005, 0.03);
        assertThat(share(it -> it.path("satisfaction").asInt() == 5)).isBetween(0.2, 0.3);
    }

    @Test
    void windowsAreClosedWhenOfficesAre() {
        assertThat(CASES)
                .filteredOn(it -> text(it, "channel").equals("window"))
                .isNotEmpty()
                .allMatch(it -> WorkingDays.include(time(it, "accepted_at").toLocalDate()));
    }

    @Test
    void concernTwentyFiveItemsOfEightDepartments() {
        var items = CASES.stream()
                .map(it -> List.of(
                        text(it, "item"),
                        text(it, "item_name"),
                        text(it, "department"),
                        it.get("promised_days").asText()))
                .collect(Collectors.toSet());

        assertThat(items).hasSize(25);
        assertThat(items.stream().map(item -> item.get(0)).distinct()).hasSize(25);
        assertThat(items.stream().map(item -> item.get(2)).distinct()).hasSize(8);
    }

    private static boolean isLate(JsonNode it) {
        var promised = WorkingDays.after(
                time(it, "accepted_at").toLocalDate(), it.get("promised_days").asInt());
        return it.has("finished_at") && time(it, "finished_at").toLocalDate().isAfter(promised);
    }

    private static Map<String, Long> byMonth() {
        return CASES.stream().collect(Collectors.groupingBy(it -> text(it, "month"), Collectors.counting()));
    }

    private static long count(String month) {
        return byMonth().getOrDefault(month, 0L);
    }

    private static long schoolEntries(String month) {
        return CASES.stream()
                .filter(it -> text(it, "department").equals("education")
                        && text(it, "month").equals(month))
                .count();
    }

    private static double share(Predicate<JsonNode> which) {
        return (double) CASES.stream().filter(which).count() / CASES.size();
    }

    private static String text(JsonNode it, String name) {
        return it.path(name).asText();
    }

    private static OffsetDateTime time(JsonNode it, String name) {
        return OffsetDateTime.parse(text(it, name));
    }

    private static JsonNode parsed(DemoLine line) {
        try {
            return JSON.readTree(line.text());
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(line.text(), failure);
        }
    }
}
