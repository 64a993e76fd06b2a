package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Expression;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.policy.Decision;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/**
 * For whom a policy says something else on one day than on an earlier one although no fact has changed. Computes; for worker threads.
 */
final class TurnedToday {

    private final Policy policy;
    private final LocalDate before;
    private final LocalDate today;

    TurnedToday(Policy policy, LocalDate before, LocalDate today) {
        this.policy = policy;
        this.before = before;
        this.today = today;
    }

    /**
     * How a policy depends on the calendar between two days.
     */
    enum Effect {
        /** Not at all. */
        NONE,
        /** Through dates among the facts: of some subjects. */
        SOME,
        /** Another law begins or ends, or what was granted is counted anew: for everybody it concerns. */
        ALL
    }

    Effect effect() {
        var was = policy.inForceOn(before);
        var is = policy.inForceOn(today);
        if (!was.equals(is) || isCountedByTime()) {
            return Effect.ALL;
        }
        return is.filter(this::readsTheDay).isPresent() ? Effect.SOME : Effect.NONE;
    }

    /** Money of a year, and grants within one, are free again when it is over; and places among those who wait may change by the day. */
    private boolean isCountedByTime() {
        var newYear = before.getYear() != today.getYear();
        var budget = policy.terms().budget();
        return policy.terms().once().stream()
                        .anyMatch(ledger -> ledger.within().since(today).isPresent())
                || newYear && budget.isPresent()
                || budget.stream().flatMap(each -> each.priority().stream()).anyMatch(TurnedToday::readsTheDay);
    }

    private boolean readsTheDay(PolicyVersion version) {
        return !policy.terms().maxAge().isEmpty()
                || version.benefit().proration().isPresent()
                || Stream.concat(version.expressions(), policy.terms().expressions())
                        .anyMatch(TurnedToday::readsTheDay);
    }

    private static boolean readsTheDay(Expression expression) {
        return expression.names().contains(FactVocabulary.AS_OF);
    }

    /** The subjects, in no particular order, where the same version is law on both days. */
    List<SubjectId> among(List<Part> everybody) {
        var version = policy.inForceOn(today);
        List<SubjectId> found = new ArrayList<>();
        version.ifPresent(law -> everybody.forEach(part ->
                turned(part, law).forEach((int row) -> found.add(part.segment().subject(row)))));
        return found;
    }

    /** One bitmap: who is in other sets than before, and of those who are in the same, for whom it comes out otherwise. */
    private RoaringBitmap turned(Part part, PolicyVersion law) {
        var was = new PolicyColumns(part.segment(), policy, before).decide(law, part.rows());
        var is = new PolicyColumns(part.segment(), policy, today).decide(law, part.rows());
        var turned = RoaringBitmap.or(
                RoaringBitmap.xor(was.eligible(), is.eligible()),
                RoaringBitmap.xor(was.undetermined(), is.undetermined()));
        var same = RoaringBitmap.and(was.undetermined(), is.undetermined());
        if (mayGiveAnotherAmount(law)) {
            same.or(RoaringBitmap.and(was.eligible(), is.eligible()));
        }
        same.forEach((int row) -> {
            if (!decide(before, part, row)
                    .eligibility()
                    .equals(decide(today, part, row).eligibility())) {
                turned.add(row);
            }
        });
        return turned;
    }

    /** Criteria that read the day decide who, not what. */
    private boolean mayGiveAnotherAmount(PolicyVersion law) {
        return law.benefit().proration().isPresent()
                || !policy.terms().maxAge().isEmpty()
                || Stream.concat(law.benefit().expressions(), policy.terms().expressions())
                        .anyMatch(TurnedToday::readsTheDay);
    }

    private Decision decide(LocalDate day, Part part, int row) {
        return PolicyMatcher.decideBriefly(policy, day, part.segment().facts(row));
    }
}
