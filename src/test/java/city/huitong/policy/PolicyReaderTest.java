package city.huitong.policy;

import static city.huitong.policy.APolicy.TODAY;
import static city.huitong.policy.APolicy.VOCABULARY;
import static city.huitong.policy.APolicy.elderlyAllowance;
import static city.huitong.policy.APolicy.minimumLiving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Value;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    @Nested
    class AGoodPolicy {

        @Test
        void isReadAsWritten() {
            var policy = elderlyAllowance().read();

            assertThat(policy.id()).hasToString("sh.elderly-allowance");
            assertThat(policy.subject()).isEqualTo(SubjectKind.PERSON);
            assertThat(policy.automation()).isEqualTo(Automation.DIRECT);
            assertThat(policy.legal().getFirst().article()).contains("一(一)");
            assertThat(policy.versions().getFirst().valid())
                    .isEqualTo(new Validity(LocalDate.of(2016, 5, 1), Optional.of(LocalDate.of(2027, 12, 31))));
            assertThat(policy.versions().getFirst().eligible().criteria())
                    .extracting(Eligibility.Criterion::id)
                    .containsExactly("hukou", "age", "deceased");
        }

        @Test
        void knowsTheFactsItReads() {
            assertThat(elderlyAllowance().read().facts())
                    .containsExactlyInAnyOrder("person.birth", "person.hukou", "person.deceased");
            assertThat(minimumLiving().read().facts())
                    .containsExactlyInAnyOrder("person.hukou", "household.income", "household.members");
        }

        @Test
        void keepsItsBandsForReaders() {
            assertThat(elderlyAllowance().read().versions().getFirst().benefit().bands())
                    .contains(new Benefit.Band(65, 7500), new Benefit.Band(100, 60000))
                    .hasSize(5);
        }

        @Test
        void mayHaveBandsOverMoney() {
            var policy = minimumLiving()
                    .with(
                            "amount: \"params.line - round(household.income, household.members)\"",
                            "bands: {on: household.income, rows: [[0, 1], [999.99, 2]]}")
                    .withCase("amount: 1095.00", "amount: 2");

            assertThat(PublicationGate.failures(policy.read())).isEmpty();
            assertThat(policy.withCase("income: 1000", "income: 999.98").read())
                    .satisfies(
                            read -> assertThat(PublicationGate.failures(read)).hasSize(1));
        }

        @ParameterizedTest
        @CsvSource({"1, 0", "1, -1", "1, 1", "2, 1", "2, 2", "31, 15", "32, 0", "32, 16", "32, 31", "32, 32"})
        void paysTheHighestBandThatIsReached(int rows, int grade) {
            var table = IntStream.rangeClosed(1, rows)
                    .mapToObj(row -> "[%d, %d]".formatted(row, row * 10))
                    .collect(Collectors.joining(", "));
            var policy = minimumLiving()
                    .with(
                            "amount: \"params.line - round(household.income, household.members)\"",
                            "bands: {on: person.grade, rows: [%s]}".formatted(table))
                    .withCase("hukou: x", "hukou: x, grade: " + grade)
                    .withCase("1095.00", Integer.toString(Math.max(0, grade * 10)));

            assertThat(PublicationGate.failures(policy.read())).isEmpty();
        }

        @Test
        void hasParametersOfEveryType() {
            var params = elderlyAllowance()
                    .with(
                            "params: {minAge: 65}",
                            "params: {minAge: 65, on: true, city: sh, cap: {yuan: 100000}, low: {yuan: 0.5}, since: {date: 2019-04-01}, rate: {number: 0.3}}")
                    .read()
                    .versions()
                    .getFirst()
                    .params();

            assertThat(params)
                    .containsEntry("minAge", new Value.Int(65))
                    .containsEntry("on", new Value.Bool(true))
                    .containsEntry("city", new Value.Text("sh"))
                    .containsEntry("cap", new Value.Money(10_000_000))
                    .containsEntry("low", new Value.Money(50))
                    .containsEntry("since", new Value.Day(LocalDate.of(2019, 4, 1)))
                    .containsEntry("rate", new Value.Num(0.3));
        }

        @Test
        void mayAskForSomeOfItsCriteria() {
            var policy = elderlyAllowance()
                    .with(
                            "- none:",
                            "- atLeast: {k: 1, of: [{id: one, when: \"person.grade == 1\", text: {zh: 一级}}]}\n        - none:");

            assertThat(policy.violations()).isEmpty();
        }
    }

    @Nested
    class ABadPolicy {

        @Test
        void isRefusedWithEverythingThatIsWrong() {
            var policy = elderlyAllowance()
                    .with("subject: person", "subject: cat")
                    .with("title: {zh: 老年综合津贴, ", "title: {")
                    .with("period: month", "period: week")
                    .withCase("birth: 1961-11-23", "birth: 1961-02-30");

            assertThatThrownBy(policy::read).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.type()).isEqualTo(PolicyProblem.POLICY_INVALID);
                assertThat(problem.violations())
                        .extracting(Violation::pointer)
                        .containsExactly(
                                "/subject", "/title/zh", "/versions/0/benefit/period", "/cases/0/facts/person/birth");
            });
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        automation: direct   | automatic: direct       | /automatic                             | unknown-key
                        automation: direct   | automatic: direct       | /automation                            | required
                        policy: sh.          | policy: SH.             | /policy                                | format
                        authority: civil     | authority: Civil        | /authority                             | format
                        doc: 关              | dok: 关                 | /legal/0/doc                           | required
                        from: 2016-05-01     | from: 01.05.2016        | /versions/0/valid/from                 | wrong-type
                        to: 2027-12-31       | to: 2016-04-30          | /versions/0/valid/to                   | period
                        minAge: 65           | minAge: 65.5            | /versions/0/params/minAge              | wrong-type
                        minAge: 65           | minAge: {yuan: 0.555}   | /versions/0/params/minAge/yuan         | wrong-type
                        minAge: 65           | min-age: 65             | /versions/0/params/min-age             | format
                        id: age              | id: hukou               | /versions/0/eligible/all/1/id          | not-unique
                        id: age              | id: 1st                 | /versions/0/eligible/all/1/id          | format
                        id: age, when        | id: age, if             | /versions/0/eligible/all/1             | criterion
                        text: {zh: 年        | text: {en: 年           | /versions/0/eligible/all/1/text/zh     | required
                        >= params.minAge     | + params.minAge         | /versions/0/eligible/all/1/when        | expression-type
                        >= params.minAge     | >= 'old'                | /versions/0/eligible/all/1/when        | expression-invalid
                        >= params.minAge     | >=                      | /versions/0/eligible/all/1/when        | expression-invalid
                        person.deceased      | person.alive            | /versions/0/eligible/all/2/none/0/when | expression-invalid
                        person.deceased      | enterprise.staff > 1    | /versions/0/eligible/all/2/none/0/when | expression-invalid
                        [70, 150]            | [65, 150]               | /versions/0/benefit/bands/rows/1       | bands-order
                        [70, 150]            | [70, 150.001]           | /versions/0/benefit/bands/rows/1/1     | wrong-type
                        [70, 150]            | [70, -150]              | /versions/0/benefit/bands/rows/1/1     | out-of-range
                        [70, 150]            | [70]                    | /versions/0/benefit/bands/rows/1       | wrong-type
                        'on: "ageAt(person.birth, asOf)"' | 'on: "person.hukou"' | /versions/0/benefit/bands/on | expression-type
                        bands:               | bans:                   | /versions/0/benefit                    | amount
                        """)
        void isPointedAt(String words, String otherWords, String pointer, String code) {
            assertThat(elderlyAllowance().with(words, otherWords).violations())
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple(pointer, code));
        }

        @Test
        void isToldLineAndColumnOfAnExpression() {
            var violations =
                    elderlyAllowance().with("person.deceased", "person.deceasd").violations();

            assertThat(violations)
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.detail()).startsWith("line 1, column "));
        }

        @Test
        void isRefusedWhenAnAmountIsNotMoney() {
            assertThat(minimumLiving()
                            .with("params.line - round(household.income, household.members)", "household.members")
                            .violations())
                    .containsExactly(new Violation(
                            "/versions/0/benefit/amount", "expression-type", "must be of type money, is int"));
        }

        @Test
        void isRefusedWhenAGroupIsEmptyOrAsksForMoreThanItHas() {
            assertThat(elderlyAllowance()
                            .with("- none:", "- any: []\n        - atLeast: {k: 1, of: []}\n        - none:")
                            .violations())
                    .extracting(Violation::pointer)
                    .containsExactly(
                            "/versions/0/eligible/all/2/any",
                            "/versions/0/eligible/all/3/atLeast/of",
                            "/versions/0/eligible/all/3/atLeast/k");
        }

        @ParameterizedTest
        @CsvSource({"61, 0", "62, 1"})
        void hasAtMost64Criteria(int more, int violations) {
            var criteria = IntStream.range(0, more)
                    .mapToObj("- {id: c%d, when: \"true\", text: {zh: 条件}}\n        "::formatted)
                    .collect(Collectors.joining());

            assertThat(elderlyAllowance().with("- none:", criteria + "- none:").violations())
                    .hasSize(violations);
        }

        @ParameterizedTest
        @CsvSource({"7, 0", "8, 1"})
        void isNestedAtMostEightLevelsDeep(int more, int violations) {
            var criterion = "{id: deep, when: \"true\", text: {zh: 条件}}";
            var nested = "{all: [".repeat(more - 1) + criterion + "]}".repeat(more - 1);

            assertThat(elderlyAllowance()
                            .with("- none:", "- " + nested + "\n        - none:")
                            .violations())
                    .hasSize(violations);
        }

        @Test
        void isRefusedWithoutAnythingInIt() {
            assertThat(new APolicy("{}", "[]").violations())
                    .extracting(Violation::pointer)
                    .contains("/policy", "/title", "/subject", "/authority", "/automation", "/versions", "/cases");
        }

        @Test
        void isRefusedWhenItsPartsAreOfAnotherShape() {
            assertThat(new APolicy("{versions: [3, {eligible: [], benefit: x}], title: 1, legal: {}}", "[1, null]")
                            .violations())
                    .extracting(Violation::pointer)
                    .contains(
                            "/versions/0",
                            "/versions/1/eligible",
                            "/versions/1/benefit",
                            "/title",
                            "/legal",
                            "/cases/0");
        }
    }

    @Nested
    class Periods {

        private static final String NEXT = """
                  - valid: {from: %s}
                    eligible: {id: all, when: "true", text: {zh: 所有人}}
                    benefit: {period: once, amount: "yuan(1)"}
                cases:\
                """;

        @Test
        void mayNotOverlap() {
            assertThat(elderlyAllowance()
                            .with("cases:", NEXT.formatted("2027-12-31"))
                            .violations())
                    .containsExactly(new Violation(
                            "/versions/1/valid",
                            "period-overlap",
                            "must begin after 2027-12-31, the last day of the version before"));
        }

        @Test
        void mayNotFollowOneWithoutEnd() {
            assertThat(elderlyAllowance()
                            .with(", to: 2027-12-31", "")
                            .with("cases:", NEXT.formatted("2028-01-01"))
                            .violations())
                    .extracting(Violation::code)
                    .containsExactly("period-overlap");
        }

        @Test
        void mayFollowOnTheNextDayButNeedACaseEach() {
            assertThat(elderlyAllowance()
                            .with("cases:", NEXT.formatted("2028-01-01"))
                            .violations())
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(tuple("/versions/1", "version-without-case"));
        }
    }

    @Nested
    class Cases {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        hukou: sh            | income: 1        | /cases/0/facts/person/income   | unknown-fact
                        person: {            | enterprise: {staff: 3}, person: { | /cases/0/facts/enterprise/staff | unknown-fact
                        deceased: false      | deceased: nein   | /cases/0/facts/person/deceased | wrong-type
                        hukou: sh            | hukou: 310       | /cases/0/facts/person/hukou    | wrong-type
                        hukou: sh            | grade: 1.5       | /cases/0/facts/person/grade    | wrong-type
                        hukou: sh            | ratio: lots      | /cases/0/facts/person/ratio    | wrong-type
                        outcome: ELIGIBLE    | outcome: eligible | /cases/0/expect/outcome       | wrong-type
                        amount: 75.00        | amount: 75.001   | /cases/0/expect/amount         | wrong-type
                        amount: 75.00        | amont: 75.00     | /cases/0/expect/amont          | unknown-key
                        asOf: 2026-11-23     | asOf: today      | /cases/0/asOf                  | wrong-type
                        """)
        void arePointedAt(String words, String otherWords, String pointer, String code) {
            assertThat(elderlyAllowance().withCase(words, otherWords).violations())
                    .extracting(Violation::pointer, Violation::code)
                    .contains(tuple(pointer, code));
        }

        @Test
        void mustExist() {
            var policy = elderlyAllowance();

            assertThat(new APolicy(policy.policy(), "[]").violations())
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(tuple("/cases", "cases-missing"));
        }

        @ParameterizedTest
        @CsvSource({
            "0.1, 10",
            "'\"0.10\"', 10",
            "19.99, 1999",
            "1000, 100000",
            "-0.01, -1",
            "999999999999999, 99999999999999900"
        })
        void giveMoneyInYuanExactly(String yuan, long fen) {
            var policy = minimumLiving().withCase("income: 1000", "income: " + yuan);

            assertThat(policy.read().cases().getFirst().facts())
                    .containsEntry("household.income", new Value.Money(fen));
        }

        @ParameterizedTest
        @CsvSource({"0.001", "1e15", "1e999999999", "1e-999999999", "'\"1e2\"'"})
        void refuseMoneyThatIsNone(String yuan) {
            assertThat(minimumLiving()
                            .withCase("income: 1000", "income: " + yuan)
                            .violations())
                    .extracting(Violation::pointer)
                    .containsExactly("/cases/0/facts/household/income");
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0.001, 1e300})
        void refuseNumbersThatNoAmountHas(double yuan) {
            var known = minimumLiving().document();
            var golden = Map.of(
                    "name",
                    "one",
                    "asOf",
                    TODAY,
                    "facts",
                    Map.of("household", Map.of("income", yuan)),
                    "expect",
                    Map.of("outcome", "UNDETERMINED"));

            var reader = new PolicyReader(new ExpressionCompiler());
            var document = new PolicyDocument(known.policy(), List.of(golden));

            assertThatThrownBy(() -> reader.read(document, VOCABULARY))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.violations())
                                    .extracting(Violation::pointer)
                                    .containsExactly("/cases/0/facts/household/income"));
        }

        @Test
        void leaveOutAFactWithoutValue() {
            var policy = elderlyAllowance().withCase("hukou: sh", "hukou: null");

            assertThat(policy.read().cases().getFirst().facts()).containsOnlyKeys("person.birth", "person.deceased");
        }
    }
}
