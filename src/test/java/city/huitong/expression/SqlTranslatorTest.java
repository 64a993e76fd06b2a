package city.huitong.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlTranslatorTest {

    private static final Scope SCOPE = Scope.builder()
            .variable("b", ValueType.BOOL)
            .variable("i", ValueType.INT)
            .variable("m", ValueType.MONEY)
            .variable("n", ValueType.NUMBER)
            .variable("t", ValueType.TEXT)
            .variable("d", ValueType.DATE)
            .build();

    private static SqlFragment translate(String source, int firstParameter) {
        var root = new ExpressionCompiler().compile(source, SCOPE).root();
        return SqlTranslator.translate(root, name -> "f." + name, firstParameter);
    }

    static Stream<Arguments> translations() {
        return Stream.of(
                Arguments.of("b", "f.b"),
                Arguments.of("!b", "(NOT f.b)"),
                Arguments.of("b && i == 1 && b", "(f.b AND (f.i = $1::bigint) AND f.b)"),
                Arguments.of("b || m != yuan(1)", "(f.b OR (f.m <> $1::bigint))"),
                Arguments.of("n >= 0.5", "((f.n)::double precision >= $1::double precision)"),
                Arguments.of("t < 'x'", "(f.t COLLATE \"C\" < $1::text COLLATE \"C\")"),
                Arguments.of("t in ['a', 'b', 'a']", "(f.t IN ($1::text, $2::text))"),
                Arguments.of("t.startsWith('a')", "starts_with(f.t, $1::text)"),
                Arguments.of("t.endsWith('a')", "starts_with(reverse(f.t), reverse($1::text))"),
                Arguments.of("t.contains('a')", "(strpos(f.t, $1::text) > 0)"),
                Arguments.of("known(m)", "(f.m IS NOT NULL)"),
                Arguments.of("daysBetween(d, date('2025-01-01'))", "($1::date - f.d)::bigint"),
                Arguments.of(
                        "ageAt(d, date('2025-01-01'))",
                        "extract(year FROM age(($1::date)::timestamp, (f.d)::timestamp))::bigint"),
                Arguments.of(
                        "months(d, date('2025-01-01'))",
                        "extract(year FROM age(($1::date)::timestamp, (f.d)::timestamp) * 12)::bigint"),
                Arguments.of("n / 2.0", "((f.n)::double precision / NULLIF($1::double precision, 0))"),
                Arguments.of("i % 2", "(f.i % NULLIF($1::bigint, 0))"),
                Arguments.of(
                        "m + yuan(1)",
                        "NULLIF(NULLIF(GREATEST(LEAST(f.m::numeric + $1::bigint, 9223372036854775808),"
                                + " -9223372036854775809), 9223372036854775808), -9223372036854775809)::bigint"),
                Arguments.of(
                        "b ? i : 2",
                        "(SELECT CASE WHEN c.a THEN c.b WHEN NOT c.a THEN c.c WHEN c.b = c.c THEN c.b END"
                                + " FROM (SELECT f.b AS a, f.i AS b, $1::bigint AS c OFFSET 0) c)"),
                Arguments.of(
                        "min(m, yuan(1))",
                        "(SELECT CASE WHEN c.a <= c.b THEN c.a WHEN c.b IS NOT NULL AND c.a IS NOT NULL THEN c.b END"
                                + " FROM (SELECT f.m AS a, $1::bigint AS b OFFSET 0) c)"));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void saysTheSameInSql(String source, String sql) {
        assertThat(translate(source, 1).sql()).isEqualTo(sql);
    }

    @Test
    void bindsEveryConstantAndNumbersFromWhereItIsTold() {
        var fragment =
                translate("b == true && i > 1 && m > yuan(2) && n > 0.5 && t == 'x' && d < date('2025-01-01')", 4);

        assertThat(fragment.parameters()).isEqualTo(List.of(true, 1L, 200L, 0.5, "x", LocalDate.of(2025, 1, 1)));
        assertThat(fragment.sql())
                .contains("$4::boolean", "$5::bigint", "$9::date")
                .doesNotContain("$1::");
    }

    @Test
    void keepsTextsOfTheExpressionOutOfTheSql() {
        var fragment = translate("t == '; DROP TABLE subject; --'", 1);

        assertThat(fragment).isEqualTo(new SqlFragment("(f.t = $1::text)", List.of("; DROP TABLE subject; --")));
    }

    @Test
    void growsOnlyAsFastAsTheExpression() {
        var nested = "(b ? ".repeat(25) + "i" + " : i + 1)".repeat(25);

        assertThat(translate(nested, 1).sql().length()).isLessThan(10_000);
    }
}
