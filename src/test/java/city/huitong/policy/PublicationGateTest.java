package city.huitong.policy;

import static city.huitong.policy.APolicy.elderlyAllowance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationGateTest {

    private static final String LATER = """
              - valid: {from: 2026-11-23}
                params: {minAge: 65}
                eligible:
                  all:
                    - {id: hukou, when: "person.hukou == 'sh'", text: {zh: 具有本市户籍}, legal: 一(一)}
                    - {id: age, when: "ageAt(person.birth, asOf) >= params.minAge", text: {zh: 年满65周岁}}
                    - none:
                        - {id: deceased, when: "person.deceased", text: {zh: 已去世}}
                benefit: {period: month, amount: "yuan(75)"}
            """;

    @Test
    void admitsAPolicyWhoseCasesPass() {
        assertThat(PublicationGate.admit(elderlyAllowance().covered().read()).id())
                .hasToString("sh.elderly-allowance");
    }

    @Test
    void refusesAPolicyWhoseCasesFail() {
        var policy = elderlyAllowance()
                .withCase("amount: 75.00", "amount: 75.01")
                .covered()
                .read();

        assertThatThrownBy(() -> PublicationGate.admit(policy)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(PolicyProblem.POLICY_CASES_FAIL);
            assertThat(problem.violations())
                    .containsExactly(new Violation(
                            "/cases/0", "case-fails", "turns 65 today: expected ELIGIBLE 75.01, got ELIGIBLE 75.00"));
        });
    }

    @Test
    void refusesAVersionWithoutCase() {
        var read = elderlyAllowance().read();
        var policy = new Policy(
                read.id(),
                read.title(),
                read.subject(),
                read.authority(),
                read.legal(),
                read.automation(),
                read.versions(),
                List.of());

        assertThat(PublicationGate.check(policy)).extracting(Violation::code).contains("version-without-case");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    birth: 1961-11-23     | birth: 1961-11-24    | expected ELIGIBLE 75.00, got NOT_ELIGIBLE: criterion age is false
                    deceased: false       | deceased: true       | expected ELIGIBLE 75.00, got NOT_ELIGIBLE: criterion deceased is true
                    ', hukou: sh'         | ''                   | expected ELIGIBLE 75.00, got UNDETERMINED: missing person.hukou
                    outcome: ELIGIBLE, amount: 75.00 | outcome: NOT_ELIGIBLE | expected NOT_ELIGIBLE, got ELIGIBLE 75.00
                    amount: 75.00         | figures: {tax: 1}    | expected figure tax to be 1.00, got none
                    amount: 75.00         | missing: [person.x]  | expected missing to be [person.x], got []
                    amount: 75.00         | failed: [age]        | expected failed to be [age], got []
                    """)
    void saysWhatDiffers(String words, String otherWords, String difference) {
        var results = GoldenCaseRunner.run(
                elderlyAllowance().withCase(words, otherWords).read());

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.passed()).isFalse();
            assertThat(result.differences()).containsExactly(difference);
        });
    }

    @Test
    void comparesTheFactsThatKeepItOpen() {
        var policy = elderlyAllowance()
                .withCase(", hukou: sh", "")
                .withCase(
                        "outcome: ELIGIBLE, amount: 75.00",
                        "outcome: UNDETERMINED, missing: [person.hukou], failed: []");

        assertThat(GoldenCaseRunner.run(policy.read())).allMatch(GoldenCaseRunner.CaseResult::passed);
    }

    @Test
    void saysWhichCaseToAddForACriterionThatNoneHasSeenHoldFailOrStayOpen() {
        var holes = PublicationGate.check(elderlyAllowance().read());

        assertThat(holes).extracting(Violation::code).containsOnly("criterion-not-covered");
        assertThat(holes)
                .extracting(Violation::pointer)
                .containsExactly(
                        "/versions/0/eligible/all/0",
                        "/versions/0/eligible/all/0",
                        "/versions/0/eligible/all/1",
                        "/versions/0/eligible/all/1",
                        "/versions/0/eligible/all/2/none/0",
                        "/versions/0/eligible/all/2/none/0");
        assertThat(holes)
                .extracting(Violation::detail)
                .contains(
                        "criterion hukou: no case in which it fails; add one whose facts make it false:"
                                + " person.hukou == 'sh'",
                        "criterion age: no case in which it cannot be said; add one like 'turns 65 today' without"
                                + " person.birth",
                        "criterion deceased: no case in which it holds; add one whose facts make it true:"
                                + " person.deceased");
    }

    @Test
    void asksNoCaseToLeaveOpenWhatIsNeverOpen() {
        var policy = elderlyAllowance()
                .with("when: \"person.hukou == 'sh'\"", "when: \"known(person.hukou) && person.hukou == 'sh'\"")
                .covered()
                .withCase(
                        "  expect: {outcome: UNDETERMINED}",
                        "  facts: {person: {hukou: sh}}\n  expect: {outcome: UNDETERMINED}");

        assertThat(PublicationGate.check(policy.read())).isEmpty();
    }

    @Test
    void takesACriterionThatALaterVersionRepeatsForOne() {
        var policy = elderlyAllowance()
                .covered()
                .with("to: 2027-12-31}", "to: 2026-11-22}")
                .with("cases: elderly", LATER + "cases: elderly");

        assertThat(PublicationGate.check(policy.read())).isEmpty();
    }
}
