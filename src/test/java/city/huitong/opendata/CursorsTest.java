package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.catalog.DatasetReader;
import city.huitong.ingest.DataVersion;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.security.Sealing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Positions as text. */
class CursorsTest {

    private static final String STOPS = """
            id: stops
            department: transport
            title: {zh: 公交站点, en: Bus stops}
            key: [stop]
            sharing: unconditional
            opening: unconditional
            open: {licence: 'https://creativecommons.org/licenses/by/4.0/', frequency: daily}
            source: pushed
            schema:
              type: object
              additionalProperties: false
              required: [stop]
              properties:
                stop: {type: string}
                name: {type: string}
            """;

    private final Sealing sealing = new Sealing(Base64.getEncoder().encodeToString(new byte[32]), Optional.empty());
    private final Cursors cursors = new Cursors(sealing);
    private final RecordQuery query;

    CursorsTest() throws IOException {
        var document = YAMLMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readValue(STOPS, Object.class);
        var stops = OpenDataset.of(new DatasetReader(_ -> List.of()).read(document), false);
        query = QueryReader.records(stops, QueryText.of(null, null, "name", "1", null));
    }

    /** What is given out is taken back, and what would not be is not given out. */
    @Property(tries = 200)
    void whateverIsGivenOutIsTakenBack(@ForAll @IntRange(max = 12_000) int length) {
        var page = page("名".repeat(length / 3));
        try {
            var cursor = cursors.next(page).orElseThrow();
            assertThat(cursors.decode(query, cursor)).isEqualTo(page.positions().getFirst());
        } catch (Problem refusal) {
            assertThat(length).isGreaterThan(5_000);
            assertThat(refusal.type()).isEqualTo(OpenDataProblem.QUERY_INVALID);
        }
    }

    /** Such an address would be refused; one in some hundreds of random texts is like the beginning of a key. */
    @Test
    void noneLooksLikeAKey() {
        var page = page("名".repeat(20));
        for (var i = 0; i < 20_000; i++) {
            assertThat(cursors.next(page).orElseThrow().toLowerCase(Locale.ROOT))
                    .doesNotContain("ht_");
        }
    }

    @Test
    void noOtherSealedValueIsACursor() {
        var number = Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(new byte[64]));

        assertThatThrownBy(() -> cursors.decode(query, number))
                .isInstanceOfSatisfying(
                        Problem.class, refusal -> assertThat(refusal.type()).isEqualTo(OpenDataProblem.CURSOR_INVALID));
        var cursor = Base64.getUrlDecoder().decode(cursors.next(page("a")).orElseThrow());
        assertThatThrownBy(() -> sealing.open(cursor)).isInstanceOf(IllegalStateException.class);
    }

    private AnswerPage page(String name) {
        return new AnswerPage(
                query,
                new DataVersion(1, Instant.EPOCH, 2),
                List.of(new OpenRecord(List.of("s1", name))),
                List.of(new Position(1, List.of(name, "s1"))),
                true,
                OptionalLong.empty());
    }
}
