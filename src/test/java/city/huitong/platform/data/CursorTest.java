package city.huitong.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.platform.problem.Problem;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions in lists: opaque, safe in URLs, and nothing but what the hub has given out. */
class CursorTest {

    @Property
    void givesBackTheKey(@ForAll @CharRange(from = 1, to = 0xD7FF) String key) {
        var cursor = Cursor.encode(key);

        assertThat(Cursor.decode(cursor)).isEqualTo(key);
        assertThat(cursor).matches("[A-Za-z0-9_-]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "!", "MTo=x", "MjphYmM", "1:abc", "MToA", "汇"})
    void refusesWhatItHasNotGivenOut(String cursor) {
        assertThatThrownBy(() -> Cursor.decode(cursor))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type().code()).isEqualTo("request-invalid"));
    }

    @Test
    void endsWithThePageThatHoldsTheLastRow() {
        var request = PageRequest.parse("2", null);

        assertThat(Page.of(request, List.of("a", "b"), key -> key).next()).isEmpty();
        var page = Page.of(request, List.of("a", "b", "c"), key -> key);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(PageRequest.parse(null, page.next().orElseThrow()).after()).isEqualTo(Optional.of("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "abc", "", " 5", "1e2", "99999999999"})
    void refusesLimitsOutOfRange(String limit) {
        assertThatThrownBy(() -> PageRequest.parse(limit, null)).isInstanceOf(Problem.class);
    }
}
