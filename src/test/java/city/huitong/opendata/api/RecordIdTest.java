package city.huitong.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.opendata.KeyText;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of records among those of all datasets. */
class RecordIdTest {

    @Test
    void areReadAsTheyWereWritten() {
        var id = RecordId.of("bus-stops", List.of("d01:x", 7L, "a,b"));

        assertThat(id.key()).isEqualTo("d01:x,7,a\\,b");
        assertThat(RecordId.parse(id.toString())).isEqualTo(id);
    }

    @Property
    void eachKeyHasTextOfItsOwn(@ForAll @Size(min = 1, max = 3) List<@Chars({',', '\\', 'a', ':'}) String> key) {
        assertThat(KeyText.split(KeyText.join(key))).isEqualTo(key);
        assertThat(RecordId.parse(RecordId.of("d", key).toString()).key()).isEqualTo(KeyText.join(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "YWJj", "中"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> RecordId.parse(text)).hasMessageContaining("no record has this id");
    }
}
