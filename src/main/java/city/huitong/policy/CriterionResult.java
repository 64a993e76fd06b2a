package city.huitong.policy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one criterion said about one subject.
 *
 * @param missing names of the facts it would have needed; empty unless the result is {@link Truth#MISSING}
 */
public record CriterionResult(Eligibility.Criterion criterion, Truth result, Set<String> missing) {

    public CriterionResult {
        missing = Collections.unmodifiableSet(new TreeSet<>(missing));
    }

    /** The criterion's id, unique within its version. */
    public String id() {
        return criterion.id();
    }
}
