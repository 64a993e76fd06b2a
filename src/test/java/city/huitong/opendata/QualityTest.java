package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.DatasetReader;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.FieldCounts.Filled;
import city.huitong.opendata.QualityCheck.Result;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {

    private static final String STOPS = """
            id: stops
            department: transport
            title: {zh: 公交站点, en: Bus stops}
            key: [stop]
            sharing: unconditional
            opening: unconditional
            open:
              licence: https://creativecommons.org/licenses/by/4.0/
              themes: [TRAN]
              keywords: {zh: [公交], en: [bus]}
              frequency: weekly
              fields:
                stop: {title: {en: Stop number}}
                name: {title: {en: Name}}
            source: pushed
            schema:
              type: object
              additionalProperties: false
              required: [stop]
              properties:
                stop: {type: string, title: 站点编号}
                name: {type: string, title: 站名}
                owner: {type: string, format: unified-social-credit-code, title: 产权单位}
            """;

    private static final Instant PUBLISHED = Instant.parse("2026-11-01T12:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    void passesWhatIsAsPromised() {
        assertThat(checks(STOPS, "2026-11-05T00:00:00Z", 100))
                .extracting(QualityCheck::result)
                .containsOnly(Result.PASSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en: Bus stops} | en: 公交站点} | titles",
                "name: {title: {en: Name}} | name: {} | titles",
                "themes: [TRAN] | themes: [] | findability",
                "licence: https://creativecommons.org/licenses/by/4.0/ | attribution: {zh: 市交通委} | licence",
            })
    void failsWhereTheDescriptionLacksSomething(String right, String wrong, String check) {
        var found = checks(STOPS.replace(right, wrong), "2026-11-05T00:00:00Z", 100);

        assertThat(failed(found)).containsExactly(check);
    }

    @Test
    void isLateAfterThePromisedPeriod() {
        assertThat(failed(checks(STOPS, "2026-11-08T15:00:00Z", 100))).isEmpty();
        var late = checks(STOPS, "2026-11-10T15:00:00Z", 100);

        assertThat(failed(late)).containsExactly("timeliness");
        assertThat(late.get(1).numbers()).containsEntry("daysLate", 2L).containsEntry("daysSince", 9L);
        assertThat(failed(checks(STOPS.replace("weekly", "irregular"), "2030-01-01T00:00:00Z", 100)))
                .isEmpty();
    }

    @Test
    void failsWhereOptionalFieldsAreOftenEmpty() {
        var found = checks(STOPS, "2026-11-05T00:00:00Z", 94);

        assertThat(failed(found)).containsExactly("completeness");
        assertThat(found.getFirst().numbers()).containsEntry("share.name", 0.94).doesNotContainKey("share.owner");
    }

    @Test
    void leavesOpenWhatCouldNotBeCounted() {
        var found = new Quality(dataset(STOPS))
                .checks(Optional.empty(), Optional.empty(), Instant.parse("2026-11-05T00:00:00Z"), SHANGHAI);

        assertThat(found.subList(0, 2)).extracting(QualityCheck::result).containsOnly(Result.OPEN);
    }

    private static List<String> failed(List<QualityCheck> checks) {
        return checks.stream()
                .filter(check -> check.result() == Result.FAILED)
                .map(QualityCheck::name)
                .toList();
    }

    private static List<QualityCheck> checks(String yaml, String now, long names) {
        return new Quality(dataset(yaml))
                .checks(
                        Optional.of(new DataVersion(1, PUBLISHED, 100)),
                        Optional.of(new Filled(100, Map.of("stop", 100L, "name", names))),
                        Instant.parse(now),
                        SHANGHAI);
    }

    private static OpenDataset dataset(String yaml) {
        try {
            var tree = new YAMLMapper().readValue(yaml, Object.class);
            return OpenDataset.of(new DatasetReader(_ -> List.of()).read(tree), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
