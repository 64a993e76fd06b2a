package city.huitong.expression;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A checked expression.
 *
 * @param source the text as written
 * @param type what it answers
 * @param root the tree, with constants of the scope inlined
 * @param names the variables it reads, sorted
 */
public record Expression(String source, ValueType type, Node root, Set<String> names) {

    public Expression {
        names = Collections.unmodifiableSet(new TreeSet<>(names));
    }
}
