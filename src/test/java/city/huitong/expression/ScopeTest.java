package city.huitong.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void keepsNamesInTheOrderOfDeclaration() {
        var scope = Scope.builder()
                .variable("b", ValueType.INT)
                .variable("a", ValueType.TEXT)
                .constant("c", new Value.Int(1))
                .build();

        assertThat(scope.variables()).containsExactly(entry("b", ValueType.INT), entry("a", ValueType.TEXT));
        assertThat(scope.constants()).containsExactly(entry("c", new Value.Int(1)));
    }

    @Test
    void refusesANameDeclaredTwice() {
        var builder = Scope.builder().variable("a", ValueType.INT);

        assertThatThrownBy(() -> builder.constant("a", new Value.Int(1))).hasMessage("declared twice: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a.", "a b", "户籍", "a-b", ".a"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> Scope.builder().variable(name, ValueType.INT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> Map.Entry<String, T> entry(String name, T value) {
        return Map.entry(name, value);
    }
}
