package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.demo.DemoCity;
import city.huitong.embedded.demo.DemoLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Year;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The made-up city is the same everywhere, large enough, plausible, and wrong exactly where it says so. */
class DemoCityTest {

    private static final long SEED = 20261101;
    private static final String DIGEST = "?";

    private static final DemoCity CITY = DemoCity.generate(SEED);
    private static final Map<String, List<DemoLine>> LINES = CITY.datasets().stream()
            .collect(Collectors.toMap(id -> id, id -> CITY.records(id).toList()));

    @Test
    void sameSeedSameBytes() throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (String dataset : CITY.datasets()) {
            CITY.lines(dataset).forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(DIGEST);
    }

    @Test
    void otherSeedsAreOtherCities() {
        var other = DemoCity.generate(SEED + 1);

        assertThat(other.lines("population").limit(100))
                .doesNotContainAnyElementsOf(CITY.lines("population").toList());
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
        assertThat(total).isBetween(150_000, 200_000);
    }

    @Test
    void checksKnowRightFromWrong() {
        assertThat(LineCheck.isCitizen("999999190001010007")).isTrue();
        assertThat(LineCheck.isCitizen("999999190001010008")).isFalse();
        assertThat(LineCheck.isCreditCode("91990000MA0000015Q")).isTrue();
        assertThat(LineCheck.isCreditCode("91990000MA0000015R")).isFalse();
    }

    @Test
    void linesAreWrongExactlyWhereTheCitySaysSo() {
        for (JsonNode dataset : DemoPack.files("datasets")) {
            var check = new LineCheck(dataset);
            var lines = LINES.getOrDefault(dataset.get("id").asText(), List.of());

            assertThat(lines)
                    .as(dataset.get("id").asText())
                    .allSatisfy(line -> assertThat(check.accepts(line.text()))
                            .as(line.text())
                            .isNotEqualTo(line.wrong()));
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
        var heard = new HashSet<String>();
        for (String dataset : List.of("population", "medical-insured", "enterprises", "taxpayers")) {
            var key = dataset.equals("population") || dataset.equals("medical-insured") ? "citizen_number" : "uscc";
            var records = DemoRecords.read(CITY, dataset, key);
            CITY.citizenNumbers().stream()
                    .filter(number -> records.only(number).isPresent())
                    .forEach(heard::add);
            CITY.creditCodes().stream()
                    .filter(code -> records.only(code).isPresent())
                    .forEach(heard::add);
        }

        assertThat(heard).containsAll(CITY.citizenNumbers()).containsAll(CITY.creditCodes());
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
