package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.MissingReason;
import city.huitong.expression.Value;
import city.huitong.policy.Terms.Freshness;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subject's facts as one policy sees them on one day: the day among them, and facts that are too old for it missing. */
final class FactsOnDay implements Bindings {

    private final Value.Day asOf;
    private final Bindings facts;
    private final Map<String, Freshness> maxAge;

    FactsOnDay(LocalDate asOf, Bindings facts, Map<String, Freshness> maxAge) {
        this.asOf = new Value.Day(asOf);
        this.facts = facts;
        this.maxAge = maxAge;
    }

    LocalDate asOf() {
        return asOf.value();
    }

    @Override
    public @Nullable Value value(String name) {
        if (FactVocabulary.AS_OF.equals(name)) {
            return asOf;
        }
        var value = facts.value(name);
        return value == null || maxAge.isEmpty() || isFresh(name) ? value : null;
    }

    @Override
    public MissingReason whyMissing(String name) {
        if (value(name) != null) {
            return MissingReason.NO_RESULT;
        }
        return facts.value(name) == null ? facts.whyMissing(name) : MissingReason.STALE;
    }

    /** The facts that kept something open, each with why. The day itself is none. */
    Map<String, MissingReason> reasons(Collection<String> names) {
        Map<String, MissingReason> reasons = new TreeMap<>();
        for (String name : names) {
            if (FactVocabulary.isFact(name)) {
                reasons.put(name, whyMissing(name));
            }
        }
        return reasons;
    }

    /** Of which day the fact is must be known, too: what cannot be dated may be too old. */
    private boolean isFresh(String name) {
        var limit = maxAge.get(name);
        return limit == null
                || (facts.value(limit.on()) instanceof Value.Day(var day)
                        && ChronoUnit.DAYS.between(day, asOf.value()) <= limit.days());
    }
}
