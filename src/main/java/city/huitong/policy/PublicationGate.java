package city.huitong.policy;

import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy must show before it becomes law in the hub: every version has a golden case, all cases pass, and they have seen every
 * criterion hold, fail and stay open.
 */
public final class PublicationGate {

    private PublicationGate() {}

    /** Everything that keeps the policy from being published; empty when nothing does. Pointers as in {@link PolicyReader}. */
    public static List<Violation> check(Policy policy) {
        var results = GoldenCaseRunner.run(policy);
        List<Violation> violations = new ArrayList<>(failures(policy, results));
        violations.addAll(Coverage.holes(Coverage.of(policy, results)));
        return List.copyOf(violations);
    }

    /** What its cases themselves say against it. */
    static List<Violation> failures(Policy policy) {
        return failures(policy, GoldenCaseRunner.run(policy));
    }

    private static List<Violation> failures(Policy policy, List<GoldenCaseRunner.CaseResult> results) {
        List<Violation> violations = new ArrayList<>(versionsWithoutCase(policy));
        for (int i = 0; i < results.size(); i++) {
            addDifferences("/cases/" + i, results.get(i), violations);
        }
        return violations;
    }

    /** Lets the policy through, or throws {@link PolicyProblem#POLICY_CASES_FAIL} with everything that keeps it back. */
    public static Policy admit(Policy policy) {
        List<Violation> violations = check(policy);
        if (!violations.isEmpty()) {
            throw PolicyProblem.POLICY_CASES_FAIL
                    .because("policy %s is kept back by its golden cases".formatted(policy.id()))
                    .with(violations);
        }
        return policy;
    }

    private static List<Violation> versionsWithoutCase(Policy policy) {
        var days = policy.cases().stream().map(GoldenCase::asOf).toList();
        return Coverage.versionsWithoutCase(policy.versions(), days);
    }

    private static void addDifferences(String pointer, GoldenCaseRunner.CaseResult result, List<Violation> violations) {
        for (String difference : result.differences()) {
            violations.add(new Violation(pointer, "case-fails", result.golden().name() + ": " + difference));
        }
    }
}
