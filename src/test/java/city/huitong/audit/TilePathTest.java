package city.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles have the names of C2SP tlog-tiles, and nothing else is taken for one. */
class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 0, 256, tile/0/000",
        "1, 999, 17, tile/1/999.p/17",
        "63, 1000, 1, tile/63/x001/000.p/1",
        "-1, 273, 112, tile/entries/273.p/112",
        "-1, 1234067, 256, tile/entries/x001/x234/067",
    })
    void areWrittenAndReadAsSpecified(int level, long number, int width, String path) {
        var tile = new TilePath(level, number, width);

        assertThat(tile).hasToString(path);
        assertThat(TilePath.parse(path.substring("tile/".length()))).contains(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/1",
                "00/000",
                "64/000",
                "-1/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/",
                "0/x000/001",
                "0/001/000",
                "0/x001/x234",
                "0/../../checkpoint",
                "entries/../000",
                "0/000/",
                "/0/000",
                "0/000.p/1/..",
                "Entries/000",
                "0/x999/x999/x999/x999/x999/x999/x999/999",
            })
    void nothingElseIsOne(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    /** The specification's own example: a tree of 70,000 leaves. */
    @Test
    void treesHaveTheTilesOfTheSpecification() {
        assertThat(TilePath.in(70_000, 0, 272).isFull()).isTrue();
        assertThat(TilePath.in(70_000, 0, 273)).hasToString("tile/0/273.p/112");
        assertThat(TilePath.in(70_000, 1, 0)).hasToString("tile/1/000");
        assertThat(TilePath.in(70_000, 1, 1)).hasToString("tile/1/001.p/17");
        assertThat(TilePath.in(70_000, 2, 0)).hasToString("tile/2/000.p/1");
        assertThat(TilePath.in(256, 1, 0)).hasToString("tile/1/000.p/1");
    }
}
