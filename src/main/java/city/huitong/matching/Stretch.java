package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.matching.RunRepository.Progress;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * What columns say about a policy and the subjects after one, up to another, in the order of their pseudonyms. Whom it cannot concern is only
 * counted. Computes; for worker threads.
 */
final class Stretch {

    private final SubjectId after;
    private final SubjectId last;
    private final List<Part> parts;

    /** Of those who are eligible or of whom it cannot be known, by subject. */
    private final List<SubjectDecision> decisions;

    private Stretch(SubjectId after, SubjectId last, List<Part> parts, List<SubjectDecision> decisions) {
        this.after = after;
        this.last = last;
        this.parts = parts;
        this.decisions = decisions;
    }

    static Stretch of(List<Part> everybody, Policy policy, LocalDate asOf, SubjectId after, SubjectId last) {
        var parts = everybody.stream().map(part -> part.between(after, last)).toList();
        List<SubjectDecision> decisions = new ArrayList<>();
        policy.inForceOn(asOf)
                .ifPresent(version -> parts.forEach(part -> {
                    var outcomes = new PolicyColumns(part.segment(), policy, asOf).decide(version, part.rows());
                    RoaringBitmap.or(outcomes.eligible(), outcomes.undetermined())
                            .forEach((int row) -> decisions.add(decision(policy, asOf, part, row)));
                }));
        decisions.sort(Comparator.comparing(SubjectDecision::subject, SubjectId.ORDER));
        return new Stretch(after, last, parts, decisions);
    }

    private static SubjectDecision decision(Policy policy, LocalDate asOf, Part part, int row) {
        var facts = part.segment().facts(row);
        return new SubjectDecision(
                part.segment().subject(row), PolicyMatcher.decideBriefly(policy, asOf, facts), List.of());
    }

    SubjectId after() {
        return after;
    }

    SubjectId last() {
        return last;
    }

    List<SubjectId> subjects() {
        return parts.stream()
                .flatMap(part -> part.rows().stream().mapToObj(part.segment()::subject))
                .toList();
    }

    List<SubjectDecision> decisions() {
        return decisions;
    }

    /** Whether nobody can be in it. */
    boolean isEmpty() {
        return SubjectId.ORDER.compare(after, last) >= 0;
    }

    /**
     * Those who were done, and those up to the last one who were skipped, as the columns count them.
     *
     * @param matched who is not skipped
     */
    Progress withSkipped(Progress done, Collection<SubjectId> matched, SubjectId upTo) {
        var without = Set.copyOf(matched);
        var skipped = parts.stream()
                        .map(part -> part.between(after, upTo))
                        .mapToLong(part -> part.rows().getLongCardinality())
                        .sum()
                - matched.stream().filter(this::isKnown).count();
        return new Progress(
                done.matched() + skipped,
                done.eligible() + count(Outcome.ELIGIBLE, upTo, without),
                done.undetermined() + count(Outcome.UNDETERMINED, upTo, without));
    }

    private boolean isKnown(SubjectId subject) {
        return parts.stream().anyMatch(part -> {
            var row = part.segment().row(subject);
            return row >= 0 && part.rows().contains(row);
        });
    }

    private long count(Outcome outcome, SubjectId upTo, Set<SubjectId> without) {
        Predicate<SubjectDecision> counts = each -> each.decision().outcome() == outcome
                && SubjectId.ORDER.compare(each.subject(), upTo) <= 0
                && !without.contains(each.subject());
        return decisions.stream().filter(counts).count();
    }
}
