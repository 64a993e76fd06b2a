package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.demo.DemoCity;
import city.huitong.embedded.demo.DemoLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Year;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The made-up city is the same everywhere, large enough, plausible, and wrong exactly where it says so. */
class DemoCityTest {

    private static final long SEED = 20261101;
    private static final String DIGEST = "07e782f9830eca01ba96560ab615a19b234c520bc92c2f2cf839c2978d3f6636";

    private static final DemoCity CITY = DemoCity.generate(SEED);
    private static final Map<String, List<DemoLine>> LINES = CITY.datasets().stream()
            .collect(Collectors.toMap(id -> id, id -> CITY.records(id).toList()));

    @Test
    void sameSeedSameBytes() throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        var again = DemoCity.generate(SEED);
        for (String dataset : again.datasets()) {
            again.lines(dataset).forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(DIGEST);
    }

    @Test
    void otherSeedsAreOtherCities() {
        var here = CITY.lines("population").collect(Collectors.toSet());
        var there = DemoCity.generate(SEED + 1).lines("population").limit(100);

        assertThat(there).noneMatch(here::contains);
    }

    @Test
    void datasetsAreThoseOfThePack() {
        var packed = DemoPack.files("datasets").stream()
                .map(dataset -> dataset.get("id").asText());

        assertThat(CITY.datasets()).containsExactlyElementsOf(packed.toList());
    }

    @Test
    void isLargeEnough() {
        var total = LINES.values().stream().mapToInt(List::size).sum();

        assertThat(CITY.citizenNumbers())
                .hasSize(20_000)
                .doesNotHaveDuplicates()
                .allMatch(LineCheck::isCitizen);
        assertThat(CITY.creditCodes()).hasSize(3_000).doesNotHaveDuplicates().allMatch(LineCheck::isCreditCode);
        assertThat(LINES.get("households")).hasSizeBetween(7_850, 8_100);
        assertThat(total).isBetween(300_000, 340_000);
    }

    @Test
    void checksKnowRightFromWrong() {
        assertThat(LineCheck.isCitizen("999999194908230014")).isTrue();
        assertThat(LineCheck.isCitizen("999999194908230015")).isFalse();
        assertThat(LineCheck.isCreditCode("91990000MA0000015Q")).isTrue();
        assertThat(LineCheck.isCreditCode("91990000MA0000015R")).isFalse();
    }

    @Test
    void linesAreWrongExactlyWhereTheCitySaysSo() {
        for (JsonNode dataset : DemoPack.files("datasets")) {
            var check = new LineCheck(dataset);
            String id = dataset.get("id").asText();
            var misjudged = LINES.getOrDefault(id, List.of()).stream()
                    .filter(line -> check.accepts(line.text()) == line.wrong());

            assertThat(misjudged).as(id).isEmpty();
        }
    }

    @Test
    void fewLinesAreWrong() {
        var lines = LINES.values().stream().flatMap(List::stream).toList();
        var wrong = lines.stream().filter(DemoLine::wrong).count();

        assertThat((double) wrong / lines.size()).isBetween(0.001, 0.003);
    }

    @Test
    void everybodyIsHeardOf() {
        var population = DemoRecords.read(CITY, "population", "citizen_number");
        var insured = DemoRecords.read(CITY, "medical-insured", "citizen_number");
        var enterprises = DemoRecords.read(CITY, "enterprises", "uscc");
        var taxpayers = DemoRecords.read(CITY, "taxpayers", "uscc");

        assertThat(CITY.citizenNumbers())
                .allMatch(number ->
                        population.only(number).or(() -> insured.only(number)).isPresent());
        assertThat(CITY.creditCodes())
                .allMatch(code ->
                        enterprises.only(code).or(() -> taxpayers.only(code)).isPresent());
    }

    @Test
    void ageIsThatOfALargeCity() {
        var years = CITY.citizenNumbers().stream()
                .map(number -> DemoCity.REFERENCE_DAY.getYear()
                        - Year.parse(number.substring(6, 10)).getValue())
                .toList();

        assertThat(years.stream().filter(age -> age > 60).count()).isBetween(4_400L, 5_600L);
        assertThat(years.stream().filter(age -> age < 15).count()).isBetween(1_900L, 2_900L);
        assertThat(years.stream().filter(age -> age > 100)).isNotEmpty();
    }

    @Test
    void someRecordsComeTwiceAndSomeAreWithdrawn() {
        var population = LINES.getOrDefault("population", List.of());
        var withdrawn = population.stream()
                .filter(line -> line.text().contains("$withdraw"))
                .count();
        var records = population.size() - withdrawn - CITY.citizenNumbers().size();

        assertThat(withdrawn).isBetween(30L, 100L);
        assertThat(records).as("newer versions less absent records").isBetween(-120L, 120L);
    }
}
