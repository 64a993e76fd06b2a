package city.huitong.expression;

import dev.cel.compiler.CelCompiler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names an expression may use: variables (facts, or columns of a dataset) by type, and constants (parameters of a policy)
 * by value. Immutable; keep it and compile many expressions in it, since what CEL needs to know is prepared only once.
 */
public final class Scope {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_]\\w*(\\.[a-zA-Z_]\\w*)*");

    private final Map<String, ValueType> variables;
    private final Map<String, Value> constants;
    private volatile @Nullable CelCompiler compiler;

    private Scope(Builder builder) {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(builder.variables));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(builder.constants));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What may be missing, by name, in the order of declaration. */
    public Map<String, ValueType> variables() {
        return variables;
    }

    /** What is always known, by name, in the order of declaration. */
    public Map<String, Value> constants() {
        return constants;
    }

    /** Two threads may both make one at first; either will do. */
    CelCompiler compiler() {
        var made = compiler;
        if (made == null) {
            made = CelLanguage.compilerFor(this);
            compiler = made;
        }
        return made;
    }

    /** Collects names. A name is declared once; segments are letters, digits and underscores, separated by dots. */
    public static final class Builder {

        private final Map<String, ValueType> variables = new LinkedHashMap<>();
        private final Map<String, Value> constants = new LinkedHashMap<>();

        private Builder() {}

        public Builder variable(String name, ValueType type) {
            requireNew(name);
            variables.put(name, type);
            return this;
        }

        public Builder constant(String name, Value value) {
            requireNew(name);
            constants.put(name, value);
            return this;
        }

        public Scope build() {
            return new Scope(this);
        }

        private void requireNew(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a name for expressions: " + name);
            }
            if (variables.containsKey(name) || constants.containsKey(name)) {
                throw new IllegalArgumentException("declared twice: " + name);
            }
        }
    }
}
