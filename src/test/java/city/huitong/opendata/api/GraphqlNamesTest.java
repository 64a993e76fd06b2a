package city.huitong.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of datasets and fields in the schema of GraphQL. */
class GraphqlNamesTest {

    private final GraphqlNames names = new GraphqlNames(Set.of("datasets"));

    @ParameterizedTest
    @CsvSource({
        "bus-stops, busStops",
        "opened_on, openedOn",
        "a-1, a1",
        "x, x",
        "_x, _x",
        "__x, _x",
        "bus--stops, busStops",
        "a-, a_",
        "openedOn, openedOn",
        "datasets, datasets_"
    })
    void areInCamelCase(String word, String name) {
        assertThat(names.each(List.of(word))).isEqualTo(Map.of(word, name));
    }

    @Test
    void whatWouldBeTheSameIsKeptApartAndThePlainWordStays() {
        assertThat(names.each(List.of("a-1", "a1", "b"))).isEqualTo(Map.of("a-1", "a_1", "a1", "a1", "b", "b"));
    }

    @Test
    void areDifferentWhateverTheWordsAre() {
        var words = List.of("x-1", "x_1", "x1", "x--1", "datasets", "data-sets", "dataSets", "data_sets");
        assertThat(names.each(words).values())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[_A-Za-z][_0-9A-Za-z]*"));
    }
}
