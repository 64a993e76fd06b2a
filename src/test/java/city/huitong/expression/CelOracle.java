package city.huitong.expression;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks {@link CelReference} about the random expressions of the tests. */
public final class CelOracle {

    private CelOracle() {}

    /** What CEL answers, as a value of ours of the given type; nothing if CEL fails on these facts. */
    static Optional<Value> answer(String source, ValueType type, Map<String, Value> facts) {
        return CelReference.of(source, type, RandomExpressions.SCOPE).answer(prepared(facts));
    }

    /** A condition for asking many times. */
    public static Function<Map<String, Object>, Optional<Boolean>> condition(String source, Scope scope) {
        var reference = CelReference.of(source, ValueType.BOOL, scope);
        return facts -> reference.answer(facts).map(answer -> answer.equals(Value.Bool.TRUE));
    }

    /** Facts as CEL wants them, whichever scope they are of. */
    public static Map<String, Object> prepared(Map<String, Value> facts) {
        var all = Scope.builder();
        facts.forEach((name, value) -> all.variable(name, value.type()));
        RandomExpressions.SCOPE.constants().forEach(all::constant);
        return CelReference.prepared(all.build(), facts::get);
    }
}
