package city.huitong.policy;

import static city.huitong.policy.APolicy.elderlyAllowance;
import static city.huitong.policy.APolicy.minimumLiving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationGateTest {

    @Test
    void admitsAPolicyWhoseCasesPass() {
        assertThat(PublicationGate.admit(elderlyAllowance().read()).id()).hasToString("sh.elderly-allowance");
        assertThat(PublicationGate.check(minimumLiving().read())).isEmpty();
    }

    @Test
    void refusesAPolicyWhoseCasesFail() {
        var policy =
                elderlyAllowance().withCase("amount: 75.00", "amount: 75.01").read();

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

        assertThat(PublicationGate.check(policy)).extracting(Violation::code).containsExactly("version-without-case");
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

        assertThat(PublicationGate.check(policy.read())).isEmpty();
    }
}
