package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Bindings;
import city.huitong.expression.MissingReason;
import city.huitong.expression.Value;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one subject, for evaluation. For a person the facts of the household are among them.
 *
 * @param values by full name ({@code person.hukou}); a fact that is not there is missing
 * @param unshared facts of datasets that their departments do not share
 * @param disputed facts that are missing because their records are in dispute; known only where reasons are asked for
 */
public record FactValues(SubjectId subject, Map<String, Value> values, Set<String> unshared, Set<String> disputed)
        implements Bindings {

    /** Facts of which it does not matter why they are missing. */
    public FactValues(SubjectId subject, Map<String, Value> values, Set<String> unshared) {
        this(subject, values, unshared, Set.of());
    }

    @Override
    public @Nullable Value value(String name) {
        return values.get(name);
    }

    @Override
    public MissingReason whyMissing(String name) {
        if (unshared.contains(name)) {
            return MissingReason.NOT_SHARED;
        }
        return disputed.contains(name) ? MissingReason.DISPUTED : MissingReason.NOT_FOUND;
    }
}
