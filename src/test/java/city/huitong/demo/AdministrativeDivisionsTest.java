package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.demo.DemoCity;
import city.huitong.embedded.demo.DemoLine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of divisions is whole: nothing twice, nothing wrong, everything below something that is there. */
class AdministrativeDivisionsTest {

    private static final String DATASET = "administrative-divisions";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<DemoLine> LINES =
            DemoCity.generate(1).records(DATASET).toList();

    /** Fails where a code is there twice. */
    private static final Map<String, JsonNode> DIVISIONS = LINES.stream()
            .map(AdministrativeDivisionsTest::parsed)
            .collect(Collectors.toMap(division -> text(division, "code"), Function.identity()));

    @Test
    void everyLineIsRightWhateverTheSeed() {
        assertThat(LINES).noneMatch(DemoLine::wrong).hasSameSizeAs(DIVISIONS.keySet());
        assertThat(DemoCity.generate(2).records(DATASET)).containsExactlyElementsOf(LINES);
    }

    @Test
    void levelsHaveAsManyAsTheSource() {
        var levels = DIVISIONS.values().stream()
                .collect(Collectors.groupingBy(division -> text(division, "level"), Collectors.counting()));

        assertThat(levels)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("province", 34L, "city", 342L, "county", 2_975L, "street", 41_352L));
    }

    @Test
    void everyParentExistsAndComesFirst() {
        var order = LINES.stream()
                .map(AdministrativeDivisionsTest::parsed)
                .map(division -> text(division, "code"))
                .toList();

        assertThat(order).isSorted();
        assertThat(DIVISIONS.values()).allSatisfy(division -> {
            var parent = text(division, "parent");
            if (text(division, "level").equals("province")) {
                assertThat(parent).isEmpty();
            } else {
                assertThat(DIVISIONS).containsKey(parent);
                assertThat(parent).isLessThan(text(division, "code"));
            }
        });
    }

    @Test
    void everyDivisionLiesInItsParentsPlaces() {
        assertThat(DIVISIONS.values())
                .filteredOn(division -> division.has("parent"))
                .allSatisfy(division -> assertThat(List.of("province", "city", "county"))
                        .allMatch(level -> text(division, "level").equals(level)
                                ? text(division, level).equals(text(division, "code"))
                                : text(division, level).equals(text(parent(division), level))));
    }

    @Test
    void fullNamesReadLikeAddresses() {
        assertThat(fullName("110101001")).isEqualTo("北京市东城区东华门街道");
        assertThat(fullName("441900003")).as("a city without counties").isEqualTo("广东省东莞市东城街道");
        assertThat(fullName("620201100")).as("a county like its city").isEqualTo("甘肃省嘉峪关市新城镇");
        assertThat(fullName("419001")).as("a county without a city").isEqualTo("河南省济源市");
        assertThat(fullName("110100")).as("a group itself").isEqualTo("北京市市辖区");
        assertThat(fullName("810000")).isEqualTo("香港特别行政区");
    }

    private static String fullName(String code) {
        return text(Objects.requireNonNull(DIVISIONS.get(code), code), "full_name");
    }

    private static JsonNode parent(JsonNode division) {
        return Objects.requireNonNull(DIVISIONS.get(text(division, "parent")));
    }

    private static String text(JsonNode division, String name) {
        return division.path(name).asText();
    }

    private static JsonNode parsed(DemoLine line) {
        try {
            return JSON.readTree(line.text());
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(line.text(), failure);
        }
    }
}
