package city.huitong.policy;

import city.huitong.expression.MissingReason;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.policy.GoldenCase.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs the golden cases of a policy and says in sentences what came out otherwise than expected. */
public final class GoldenCaseRunner {

    private GoldenCaseRunner() {}

    /**
     * How one case went.
     *
     * @param differences one sentence for each thing that differs; empty when the case passes
     */
    public record CaseResult(GoldenCase golden, Decision decision, List<String> differences) {
        public CaseResult {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }
    }

    /** Runs every case, in the order of the document. */
    public static List<CaseResult> run(Policy policy) {
        return policy.cases().stream().map(each -> run(policy, each)).toList();
    }

    private static CaseResult run(Policy policy, GoldenCase golden) {
        Decision decision = PolicyMatcher.decide(policy, golden.asOf(), golden);
        return new CaseResult(golden, decision, differences(golden.expect(), decision));
    }

    private static List<String> differences(Expectation expected, Decision decision) {
        if (!outcomeFits(expected, decision.eligibility())) {
            return List.of("expected %s, got %s".formatted(expectation(expected), outcome(decision)));
        }
        List<String> differences = new ArrayList<>();
        compareFigures(expected.figures(), figures(decision.eligibility()), differences);
        expected.missing().ifPresent(names -> compare("missing", names, missing(decision.eligibility()), differences));
        compareReasons(expected.reasons(), decision.eligibility(), differences);
        expected.failed().ifPresent(ids -> compare("failed", ids, failed(decision.eligibility()), differences));
        return differences;
    }

    private static boolean outcomeFits(Expectation expected, EligibilityDecision actual) {
        boolean amountFits = expected.amountFen().isEmpty()
                || (actual instanceof Eligible eligible
                        && eligible.amountFen() == expected.amountFen().getAsLong());
        return expected.outcome() == actual.outcome() && amountFits;
    }

    private static void compareFigures(Map<String, Long> expected, Map<String, Long> actual, List<String> differences) {
        expected.forEach((id, fen) -> {
            Long got = actual.get(id);
            if (!fen.equals(got)) {
                differences.add("expected figure %s to be %s, got %s"
                        .formatted(id, Yuan.written(fen), got == null ? "none" : Yuan.written(got)));
            }
        });
    }

    private static void compareReasons(
            Map<String, MissingReason> expected, EligibilityDecision decision, List<String> differences) {
        Map<String, MissingReason> reasons = decision instanceof Undetermined(var open) ? open : Map.of();
        expected.forEach((fact, reason) -> {
            if (reasons.get(fact) != reason) {
                differences.add("expected %s to be %s, got %s"
                        .formatted(
                                fact,
                                reason.word(),
                                Optional.ofNullable(reasons.get(fact))
                                        .map(MissingReason::word)
                                        .orElse("not missing")));
            }
        });
    }

    private static void compare(String what, Set<String> expected, Set<String> actual, List<String> differences) {
        if (!expected.equals(actual)) {
            differences.add(
                    "expected %s to be %s, got %s".formatted(what, new TreeSet<>(expected), new TreeSet<>(actual)));
        }
    }

    private static String expectation(Expectation expected) {
        return expected.amountFen().isEmpty()
                ? expected.outcome().name()
                : expected.outcome() + " " + Yuan.written(expected.amountFen().getAsLong());
    }

    private static String outcome(Decision decision) {
        String word = decision.outcome().name();
        return switch (decision.eligibility()) {
            case Eligible eligible -> word + " " + Yuan.written(eligible.amountFen());
            case NotEligible not -> word + ": " + reasons(decision, not.failed());
            case Undetermined open -> word + ": missing " + String.join(", ", open.missing());
            case Excluded(var by, var _) -> word + " by " + by;
            case NotInForce _ -> word + " on " + decision.asOf();
        };
    }

    private static String reasons(Decision decision, Set<String> failed) {
        return decision.criteria().stream()
                .filter(result -> failed.contains(result.id()))
                .map(result -> "criterion " + result.id() + " is " + (result.result() == Truth.TRUE))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Long> figures(EligibilityDecision decision) {
        return switch (decision) {
            case Eligible eligible -> eligible.figures();
            case NotEligible not -> not.figures();
            case Excluded(var _, var otherwise) -> otherwise.figures();
            case Undetermined _, NotInForce _ -> Map.of();
        };
    }

    private static Set<String> missing(EligibilityDecision decision) {
        return decision instanceof Undetermined open ? open.missing() : Set.of();
    }

    private static Set<String> failed(EligibilityDecision decision) {
        return decision instanceof NotEligible not ? not.failed() : Set.of();
    }
}
