package city.huitong.matching.columns;

import city.huitong.expression.Node;
import city.huitong.expression.Node.Call;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Function;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.Terms.Freshness;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** A segment as a policy sees it that does not take facts of any age. */
final class Freshest {

    private Freshest() {}

    /** The same rows, without facts that are too old on this day or of which nobody knows how old they are. */
    static Segment of(Segment segment, LocalDate asOf, Map<String, Freshness> maxAge) {
        if (maxAge.isEmpty()) {
            return segment;
        }
        Map<String, RoaringBitmap> fresh = new HashMap<>();
        var evaluator = new ColumnEvaluator(segment, _ -> null);
        maxAge.forEach((fact, limit) -> fresh.put(
                fact, evaluator.evaluate(isFresh(limit, asOf), segment.all()).holds()));
        return segment.with(fresh);
    }

    private static Node isFresh(Freshness limit, LocalDate asOf) {
        var age = new Call(
                Function.DAYS_BETWEEN,
                ValueType.INT,
                List.of(new Variable(limit.on(), ValueType.DATE), new Constant(new Value.Day(asOf))));
        return new Comparison(Relation.LESS_OR_EQUAL, age, new Constant(new Value.Int(limit.days())));
    }
}
