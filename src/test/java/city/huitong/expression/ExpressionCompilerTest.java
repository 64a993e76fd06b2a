package city.huitong.expression;

import static city.huitong.expression.ValueType.BOOL;
import static city.huitong.expression.ValueType.DATE;
import static city.huitong.expression.ValueType.INT;
import static city.huitong.expression.ValueType.MONEY;
import static city.huitong.expression.ValueType.NUMBER;
import static city.huitong.expression.ValueType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.expression.Node.And;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.Variable;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCompilerTest {

    private static final Scope SCOPE = Scope.builder()
            .variable("person.hukou", TEXT)
            .variable("person.birth", DATE)
            .variable("person.deceased", BOOL)
            .variable("enterprise.income", MONEY)
            .variable("enterprise.staff", INT)
            .variable("enterprise.ratio", NUMBER)
            .variable("asOf", DATE)
            .variable("type", TEXT)
            .variable("package", INT)
            .constant("params.minAge", new Value.Int(65))
            .constant("params.cap", new Value.Money(10_000))
            .build();

    private static Expression compile(String source) {
        return new ExpressionCompiler().compile(source, SCOPE);
    }

    private static List<ExpressionError> errorsIn(String source) {
        return catchThrowableOfType(ExpressionException.class, () -> compile(source))
                .errors();
    }

    @Nested
    class Accepts {

        @Test
        void theConditionsOfAPolicy() {
            var age = compile("ageAt(person.birth, asOf) >= params.minAge && person.hukou == 'sh' && !person.deceased");

            assertThat(age.type()).isEqualTo(BOOL);
            assertThat(age.names()).containsExactly("asOf", "person.birth", "person.deceased", "person.hukou");
            assertThat(((And) age.root()).parts()).hasSize(3);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "enterprise.income * 15 / 1000 | MONEY",
                    "2 * enterprise.income | MONEY",
                    "enterprise.income / yuan(1) | INT",
                    "round(enterprise.income, 3) + 0 | MONEY",
                    "round(enterprise.staff * 15, 1000) | INT",
                    "min(enterprise.income, params.cap) | MONEY",
                    "max(person.birth, date('2019-04-01')) | DATE",
                    "enterprise.staff > 30 ? yuan(enterprise.staff) : 0 | MONEY",
                    "-enterprise.ratio / 2.0 | NUMBER",
                    "known(enterprise.income) | BOOL",
                    "person.hukou in ['sh', 'bj'] | BOOL",
                    "enterprise.income in [0, yuan(1)] | BOOL",
                    "type.startsWith('a') == (package % 2 == 0) | BOOL",
                    "months(person.birth, asOf) - daysBetween(person.birth, asOf) | INT",
                })
        void operandsWhoseUnitsFit(String source, ValueType type) {
            assertThat(compile(source).type()).isEqualTo(type);
        }

        @Test
        void constantsOfTheScopeByInliningThem() {
            var expression = compile("enterprise.income <= params.cap");

            assertThat(expression.root())
                    .isEqualTo(new Comparison(
                            Relation.LESS_OR_EQUAL,
                            new Variable("enterprise.income", MONEY),
                            new Constant(new Value.Money(10_000))));
            assertThat(expression.names()).containsExactly("enterprise.income");
        }

        @ParameterizedTest
        @CsvSource({
            "yuan(0.5), 50",
            "yuan(1234567890123456.78), 123456789012345678",
            "yuan(- 2.50), -250",
            "yuan(1.10), 110",
            "yuan(3000000), 300000000",
            "yuan(params.minAge + 1), 6600",
            "yuan(2.5e3), 250000"
        })
        void yuanExactlyAsWritten(String source, long fen) {
            assertThat(compile(source).root()).isEqualTo(new Constant(new Value.Money(fen)));
        }

        @Test
        void theLiteralAfterATextBeyondTheBasicPlane() {
            assertThat(compile("'𠮷𠮷' == '𠮷' ? yuan(9.99) : yuan(0.01)").root())
                    .isEqualTo(new Constant(new Value.Money(1)));
        }

        @Test
        void aDateByComputingItOnce() {
            assertThat(compile("date('2024-02-29')").root())
                    .isEqualTo(new Constant(new Value.Day(LocalDate.of(2024, 2, 29))));
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '§',
                value = {
                    "enterprise.income <= 3000000 ~ compares money with a plain number; write yuan(3000000)",
                    "enterprise.staff < enterprise.income ~ write yuan(enterprise.staff)",
                    "enterprise.income <= 0.5 ~ write yuan(0.5)",
                    "enterprise.income + 5 ~ there is no + between money and a plain number; write yuan(5)",
                    "enterprise.income % 3 ~ a remainder exists for whole numbers only",
                    "enterprise.income * 0.015 ~ a share is round(a * 15, 1000)",
                    "enterprise.income * enterprise.income ~ money is multiplied with a whole number",
                    "enterprise.staff / enterprise.income ~ money is multiplied with a whole number",
                    "enterprise.income in [1] ~ write yuan(1)",
                    "enterprise.ratio <= 5 ~ compares a decimal number with a whole number; write 5.0",
                    "person.birth < '2025-01-01' ~ compares a date with a text; write date('2025-01-01')",
                    "asOf - person.birth ~ count between dates with daysBetween, months or ageAt",
                    "person.hukou + 'x' ~ only numbers and money can be calculated with",
                    "person.deceased < true ~ true and false have no order",
                    "person.deceased ? 1 : 'a' ~ chooses between a whole number and a text",
                    "person.hukou ? 1 : 2 ~ what stands before ? must be true or false, not a text",
                    "!person.hukou ~ what stands after ! must be true or false, not a text",
                    "person.hukou || true ~ what || joins must be true or false, not a text",
                    "-person.hukou ~ a text has no negative",
                    "min(person.hukou, 'a') ~ min works on numbers, money and dates",
                    "max(1, params.cap) ~ write yuan(1)",
                    "round(0.5, 1) ~ must be money or a whole number, not a decimal number",
                    "ageAt(person.hukou, asOf) ~ the first argument of ageAt must be a date, not a text",
                    "yuan(0.015) ~ at most two decimals",
                    "yuan(params.cap) ~ this is money already",
                    "yuan(enterprise.ratio) ~ yuan takes a whole number",
                    "date('2025-02-29') ~ there is no day 2025-02-29",
                    "date(person.hukou) ~ date takes a day in quotes",
                    "known(person.hukou == 'x') ~ known takes the name of a fact",
                    "enterprise.staff / 0 ~ nothing can be divided by zero",
                    "9223372036854775807 + 1 ~ the result does not fit into 64 bits",
                })
        void typesThatDoNotMeetAndSaysWhatToWrite(String source, String sentence) {
            assertThat(errorsIn(source))
                    .singleElement()
                    .satisfies(error -> assertThat(error.message()).contains(sentence));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '§',
                value = {
                    "person.hukou.exists(i, i == 'a') | there is no function exists",
                    "has(person.hukou) | write known(fact)",
                    "size(person.hukou) | there is no function size",
                    "agaAt(person.birth, asOf) | there is no function agaAt; did you mean ageAt?",
                    "ageAt(person.birth) | ageAt takes two arguments",
                    "contains(person.hukou, 'a') | write contains after a text",
                    "{'a': 1} | maps and objects are not part of this language",
                    "A{b: 1} | maps and objects are not part of this language",
                    "[1, 2] | a list may stand only after in",
                    "person.hukou[0] | lists and maps cannot be looked into",
                    "person.hukou in [] | at least one value",
                    "person.hukou in [type] | only values that are known beforehand",
                    "person.hukou in type | a list in square brackets",
                    "person.hukou == null | null is no value",
                    "5u | without u",
                    "b'x' | write texts, numbers",
                    "'a'.b | only a name may be followed by a dot",
                    "dyn(1) | there is no function dyn",
                    "timestamp('2025-01-01T00:00:00Z') | there is no function timestamp",
                })
        void whatIsCelButNotOurs(String source, String sentence) {
            assertThat(errorsIn(source))
                    .singleElement()
                    .satisfies(error -> assertThat(error.message()).contains(sentence));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '§',
                value = {
                    "person.hukou = 'sh' | 14 | write == to compare",
                    "person.hukou == 'sh | 17 | no closing quote",
                    "person.hukou == “sh” | 17 | half-width",
                    "person.deceased and true | 17 | write && instead of and",
                    "person.deceased & true | 17 | write &&",
                    "(enterprise.staff | 18 | closing )",
                    "enterprise.staff > | 19 | ends too early",
                    "type in ('a', 'b') | 13 | square brackets",
                    "package == 99999999999999999999 | 12 | must lie between",
                })
        void brokenSyntaxAtItsColumn(String source, int column, String sentence) {
            assertThat(errorsIn(source)).singleElement().satisfies(error -> {
                assertThat(error.column()).isEqualTo(column);
                assertThat(error.message()).contains(sentence);
            });
        }

        @Test
        void unknownNamesAndSuggestsTheNearest() {
            assertThat(errorsIn("person.hukuo == 'sh'"))
                    .containsExactly(
                            new ExpressionError(1, 1, "unknown fact person.hukuo; did you mean person.hukou?"));
            assertThat(errorsIn("somethingElse"))
                    .containsExactly(new ExpressionError(1, 1, "unknown fact somethingElse"));
        }

        @Test
        void everyMistakeAtOnceWithLineAndColumn() {
            assertThat(errorsIn("person.hukou == 'a'\n  && enterprise.staff > 'x'\n && ageat(persn.birth)"))
                    .extracting(error -> error.line() + ":" + error.column())
                    .containsExactly("2:23", "3:5");
        }
    }

    @Nested
    class Limits {

        @Test
        void allowWhatIsJustSmallEnough() {
            assertThat(compile("(".repeat(60) + "true" + ")".repeat(60)).type()).isEqualTo(BOOL);
            assertThat(compile("enterprise.staff" + " + 1".repeat(59)).type()).isEqualTo(INT);
            assertThat(compile("type in [" + "'a', ".repeat(496) + "'b']").type())
                    .isEqualTo(BOOL);
        }

        @Test
        void refuseWhatIsTooLarge() {
            assertThat(errorsIn("enterprise.staff" + " + 1".repeat(60))
                            .getFirst()
                            .message())
                    .contains("60 levels");
            assertThat(errorsIn("type in [" + "'a', ".repeat(500) + "'b']")
                            .getFirst()
                            .message())
                    .contains("500 parts");
            assertThat(errorsIn("x".repeat(4_001)).getFirst().message()).contains("4,000 characters");
            assertThat(errorsIn(" ").getFirst().message()).contains("empty");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"(", "!", "-", "[", "{1:", "a.", "1+", "true?true:", "f(", "a[", "a==", "a.b().", "a?", ")"})
        void holdOnASmallStackHoweverDeepTheTextIs(String repeated) throws InterruptedException {
            var outcome = new AtomicReference<Throwable>();
            var thread =
                    new Thread(null, () -> compile(repeated.repeat(3_900 / repeated.length())), "small", 256 * 1024);
            thread.setUncaughtExceptionHandler((_, failure) -> outcome.set(failure));

            thread.start();
            thread.join();

            assertThat(outcome.get()).isInstanceOf(ExpressionException.class);
        }
    }

    @Property(tries = 1_000)
    void answersAnyTextWithAnExpressionOrErrorsInsideOfIt(@ForAll long seed) {
        var source = RandomSoup.of(seed);
        try {
            assertThat(compile(source).source()).isEqualTo(source);
        } catch (ExpressionException refused) {
            assertThat(refused.errors()).as(source).isNotEmpty().allSatisfy(error -> {
                assertThat(error.line()).isPositive();
                assertThat(error.column()).isBetween(1, source.length() + 2);
                assertThat(error.message()).isNotBlank();
            });
        }
    }
}
