package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy as it is law for some time.
 *
 * @param valid when
 * @param params the figures of the law by name, already part of the compiled expressions
 * @param eligible who
 * @param benefit what
 */
public record PolicyVersion(Validity valid, Map<String, Value> params, Eligibility eligible, Benefit benefit) {

    public PolicyVersion {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
    }

    /** Every expression of this version. */
    public Stream<Expression> expressions() {
        return Stream.concat(eligible.criteria().map(Eligibility.Criterion::when), benefit.expressions());
    }

    /** The names of the facts this version reads. Computed on each call: keep it where it is asked for often. */
    public Set<String> facts() {
        return expressions()
                .flatMap(expression -> expression.names().stream())
                .filter(FactVocabulary::isFact)
                .collect(Collectors.toUnmodifiableSet());
    }
}
