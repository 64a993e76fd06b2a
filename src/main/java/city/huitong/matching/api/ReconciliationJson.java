package city.huitong.matching.api;

import city.huitong.matching.Difference.Finding;
import city.huitong.matching.Reconciliation;
import city.huitong.policy.PolicyId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A reconciliation as answered. */
@Schema(
        name = "Reconciliation",
        description = "One comparison of what is stored with what matching everybody would leave")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ReconciliationJson(
        UUID id,

        @Schema(description = "RUNNING, COMPLETED or CANCELLED")
        String state,

        @Schema(description = "The day on which it began") LocalDate asOf,

        @Schema(description = "Subjects there were when it began")
        long total,

        @Schema(description = "Subjects done so far") long compared,
        @Schema(description = "0 to 100") int percent,

        @Schema(
                description =
                        "Once it is completed: whether nobody was found different, nor with a change that was still under way")
        Optional<Boolean> agrees,

        @Schema(description = "By policy, as far as it is; not in lists")
        Optional<List<OfPolicy>> policies,

        @Schema(description = "UTC") Instant startedAt,
        @Schema(description = "UTC") Optional<Instant> endedAt) {

    private static final int ALL = 100;

    /** What was found under one policy. */
    @Schema(name = "ReconciledPolicy", description = "What was found under one policy, in subjects")
    record OfPolicy(
            String policy,
            long compared,

            @Schema(description = "As matching would leave them")
            long agreeing,

            @Schema(description = "Should have something, and have nothing or had it withdrawn")
            long missing,

            @Schema(description = "Have something that should be withdrawn")
            long superfluous,

            @Schema(description = "In another state, or for another reason")
            long state,

            @Schema(description = "By another version of the policy")
            long version,

            @Schema(description = "Another amount") long amount,

            @Schema(description = "Differ, and a change that is still under way may be why")
            long inFlight) {

        static OfPolicy of(PolicyId policy, Map<Finding, Long> findings) {
            var different = findings.entrySet().stream()
                    .filter(each -> each.getKey() != Finding.COMPARED)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new OfPolicy(
                    policy.value(),
                    number(findings, Finding.COMPARED),
                    number(findings, Finding.COMPARED) - different,
                    number(findings, Finding.MISSING),
                    number(findings, Finding.SUPERFLUOUS),
                    number(findings, Finding.STATE),
                    number(findings, Finding.VERSION),
                    number(findings, Finding.AMOUNT),
                    number(findings, Finding.IN_FLIGHT));
        }

        private static long number(Map<Finding, Long> findings, Finding finding) {
            return findings.getOrDefault(finding, 0L);
        }
    }

    static ReconciliationJson of(Reconciliation one) {
        return of(one, Optional.empty());
    }

    static ReconciliationJson of(Reconciliation one, Map<PolicyId, Map<Finding, Long>> findings) {
        return of(
                one,
                Optional.of(one.policies().stream()
                        .map(policy -> OfPolicy.of(policy, findings.getOrDefault(policy, Map.of())))
                        .toList()));
    }

    private static ReconciliationJson of(Reconciliation one, Optional<List<OfPolicy>> policies) {
        var done = one.state() == Reconciliation.State.COMPLETED;
        return new ReconciliationJson(
                one.id(),
                one.state().name(),
                one.asOf(),
                one.total(),
                one.compared(),
                done ? ALL : percent(one),
                policies.filter(_ -> done)
                        .map(all -> all.stream().allMatch(each -> each.agreeing() == each.compared())),
                policies,
                one.startedAt(),
                one.endedAt());
    }

    private static int percent(Reconciliation one) {
        return one.total() == 0 ? 0 : (int) Math.min(ALL - 1, ALL * one.compared() / one.total());
    }
}
