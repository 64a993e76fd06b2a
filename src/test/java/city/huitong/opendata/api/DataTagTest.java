package city.huitong.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values of If-None-Match name an answer. */
class DataTagTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            W/"7-ab"            | true
            "7-ab"              | true
            W/"6-ab", W/"7-ab"  | true
            "x,y" , "7-ab"      | true
            "6-ab","8-ab"       | false
            "x,*,y"             | false
            7-ab                | false
            W/"17-ab"           | false
            ""                  | false
            `*`                 | true
            ` * `               | true
            *, *                | false
            """)
    void namesIt(String ifNoneMatch, boolean known) {
        assertThat(DataTag.isKnown(ifNoneMatch, "W/\"7-ab\"")).isEqualTo(known);
    }
}
