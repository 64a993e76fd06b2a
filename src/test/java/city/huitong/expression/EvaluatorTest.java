package city.huitong.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {

    private static final Scope SCOPE = Scope.builder()
            .variable("yes", ValueType.BOOL)
            .variable("no", ValueType.BOOL)
            .variable("u", ValueType.BOOL)
            .variable("v", ValueType.BOOL)
            .variable("staff", ValueType.INT)
            .variable("none", ValueType.INT)
            .variable("income", ValueType.MONEY)
            .variable("assets", ValueType.MONEY)
            .variable("ratio", ValueType.NUMBER)
            .variable("hukou", ValueType.TEXT)
            .variable("name", ValueType.TEXT)
            .variable("birth", ValueType.DATE)
            .build();

    /** u, v, assets and name are missing. */
    private static final Map<String, Value> FACTS = Map.of(
            "yes", Value.Bool.TRUE,
            "no", Value.Bool.FALSE,
            "staff", new Value.Int(30),
            "none", new Value.Int(0),
            "income", new Value.Money(100_001),
            "ratio", new Value.Num(0.055),
            "hukou", new Value.Text("sh"),
            "birth", new Value.Day(LocalDate.of(1961, 11, 23)));

    private static Result evaluate(String source) {
        return Evaluator.evaluate(
                new ExpressionCompiler().compile(source, SCOPE).root(), FACTS::get);
    }

    private static Missing missing(String... names) {
        return new Missing(new TreeSet<>(Set.of(names)));
    }

    @Nested
    class MissingFacts {

        @ParameterizedTest
        @CsvSource({
            "no && u, false",
            "u && no, false",
            "yes || u, true",
            "u || v || yes, true",
            "u ? no : no, false",
            "u ? staff > 1 : yes, true",
            "known(u), false",
            "known(staff), true",
            "no ? u : yes, true",
            "!(u && no), true"
        })
        void doNotMatterWhereTheAnswerIsSettledWithoutThem(String source, boolean answer) {
            assertThat(evaluate(source)).isEqualTo(Value.Bool.of(answer));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                value = {
                    "yes && u ~ u",
                    "no || u ~ u",
                    "u && v ~ u,v",
                    "u == u ~ u",
                    "!u ~ u",
                    "(u && no) || v ~ v",
                    "assets > income && yes ~ assets",
                    "name in ['a'] ~ name",
                    "name.startsWith(hukou) ~ name",
                    "hukou.contains(name) ~ name",
                    "u ? yes : no ~ u",
                    "u ? v : no ~ u,v",
                    "min(assets, yuan(1)) == yuan(1) ~ assets",
                    "staff * 0 == 0 && assets * 0 == 0 ~ assets",
                })
        void areNamedWhereTheyKeepTheAnswerOpen(String source, String names) {
            assertThat(evaluate(source)).isEqualTo(missing(names.split(",")));
        }

        @Test
        void areNamedInOrder() {
            assertThat(((Missing) evaluate("v && u && name == 'a'")).names()).containsExactly("name", "u", "v");
        }
    }

    @Nested
    class Calculations {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "staff / none | none,staff",
                    "staff % none | none,staff",
                    "round(income, none) | income,none",
                    "staff * 9223372036854775807 | staff",
                    "income + yuan(92233720368547758.07) | income",
                    "-9223372036854775807 - staff | staff",
                    "-(staff - 9223372036854775807) * 2 | staff",
                    "ratio / (ratio - ratio) | ratio",
                })
        void withoutAResultAreNotKnown(String source, String names) {
            assertThat(evaluate(source)).isEqualTo(missing(names.split(",")));
        }

        @Test
        void withoutAResultDoNotMatterWhereTheAnswerIsSettled() {
            assertThat(evaluate("no && staff / none > 1")).isEqualTo(Value.Bool.FALSE);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1, 2 | 1",
                    "-1, 2 | -1",
                    "1, -2 | -1",
                    "-1, -2 | 1",
                    "1, 3 | 0",
                    "5, 3 | 2",
                    "7, 2 | 4",
                    "9223372036854775807, 2 | 4611686018427387904",
                    "4499999999999999999, 1000000000000000000 | 4",
                    "-9223372036854775808, 9223372036854775807 | -1",
                    "4611686018427387903, -9223372036854775807 | 0",
                    "4611686018427387904, -9223372036854775808 | -1",
                })
        void roundHalvesAwayFromZero(String arguments, long rounded) {
            assertThat(evaluate("round(%s)".formatted(arguments))).isEqualTo(new Value.Int(rounded));
        }

        @Test
        void keepMoneyInFen() {
            assertThat(evaluate("round(income * 1, 100)")).isEqualTo(new Value.Money(1_000));
            assertThat(evaluate("income / 2")).isEqualTo(new Value.Money(50_000));
            assertThat(evaluate("income / yuan(1)")).isEqualTo(new Value.Int(1_000));
            assertThat(evaluate("max(income, 0)")).isEqualTo(new Value.Money(100_001));
        }
    }

    @Nested
    class Days {

        @ParameterizedTest
        @CsvSource({
            "1961-11-23, 2026-11-22, 64",
            "1961-11-23, 2026-11-23, 65",
            "1960-02-29, 2025-02-28, 64",
            "1960-02-29, 2025-03-01, 65",
            "1960-02-29, 2024-02-29, 64",
            "2026-01-01, 2025-06-01, 0",
            "2026-01-01, 2025-01-01, -1"
        })
        void makeWholeYearsOfAge(String birth, String day, long age) {
            assertThat(evaluate("ageAt(date('%s'), date('%s'))".formatted(birth, day)))
                    .isEqualTo(new Value.Int(age));
        }

        @ParameterizedTest
        @CsvSource({
            "2025-01-31, 2025-02-28, 0",
            "2025-01-31, 2025-03-01, 1",
            "2023-12-15, 2025-12-15, 24",
            "2025-03-01, 2025-01-31, -1",
            "2025-03-15, 2025-02-16, 0"
        })
        void makeWholeMonths(String from, String to, long months) {
            assertThat(evaluate("months(date('%s'), date('%s'))".formatted(from, to)))
                    .isEqualTo(new Value.Int(months));
        }

        @Test
        void areCountedInBothDirections() {
            assertThat(evaluate("daysBetween(birth, date('1961-12-01'))")).isEqualTo(new Value.Int(8));
            assertThat(evaluate("daysBetween(date('1961-12-01'), birth)")).isEqualTo(new Value.Int(-8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "staff < 30, false", "staff <= 30, true", "staff > 30, false", "staff >= 30, true", "staff == 30, true",
        "staff != 30, false", "staff <= 29, false", "staff >= 31, false", "staff < 31, true", "staff > 29, true"
    })
    void comparesAtTheBoundary(String source, boolean answer) {
        assertThat(evaluate(source)).isEqualTo(Value.Bool.of(answer));
    }

    @Test
    void ordersTextsByCodePoint() {
        assertThat(evaluate("'𠮷' > '\uFF5E'")).isEqualTo(Value.Bool.TRUE);
        assertThat(evaluate("'ab' > 'a' && 'B' < 'a'")).isEqualTo(Value.Bool.TRUE);
    }

    @Test
    void refusesAFactOfAnotherTypeThanDeclared() {
        var root = new ExpressionCompiler().compile("staff > 1", SCOPE).root();

        assertThatThrownBy(() -> Evaluator.evaluate(root, _ -> new Value.Money(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("staff is declared as INT, not MONEY");
    }

    @Test
    void keepsNumbersFiniteAndWithoutANegativeZero() {
        assertThat(new Value.Num(-0.0)).isEqualTo(new Value.Num(0.0));
        assertThatThrownBy(() -> new Value.Num(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
