package city.huitong.expression;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * No answer, because facts it depends on are not known. A result that cannot be computed (division by zero, a number beyond
 * its type) is not known either and names the facts it would have been computed from.
 *
 * @param names the facts that kept the answer open, sorted
 */
public record Missing(Set<String> names) implements Result {

    public Missing {
        names = names.size() == 1 ? Set.copyOf(names) : Collections.unmodifiableSet(new TreeSet<>(names));
    }

    static Missing of(String name) {
        return new Missing(Set.of(name));
    }

    Missing and(Missing other) {
        if (names.equals(other.names)) {
            return this;
        }
        var union = new TreeSet<>(names);
        union.addAll(other.names);
        return new Missing(union);
    }
}
