package city.huitong.expression;

import org.jspecify.annotations.Nullable;

/** Where an evaluation reads facts from. */
@FunctionalInterface
public interface Bindings {

    /** The fact's value, of the type the scope declared for it; null if the fact is missing. */
    @Nullable
    Value value(String name);

    /** Why a fact is missing; asked only for those that are. */
    default MissingReason whyMissing(String name) {
        return MissingReason.NOT_FOUND;
    }
}
