package city.huitong.matching.columns;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Missing;
import city.huitong.expression.Node;
import city.huitong.expression.Node.And;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Conditional;
import city.huitong.expression.Node.Not;
import city.huitong.expression.Node.Or;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers a condition for all rows of a segment, with the same answers as {@link Evaluator}: junctions become operations on sets, a
 * condition on one fact is asked once for each range of values it cannot tell apart, and what compares several facts is asked for blocks
 * of rows, or row by row, for those rows that nothing else has decided.
 */
final class ColumnEvaluator {

    private final Segment segment;
    private final Bindings given;
    private final Blocks blocks;

    /**
     * Over a segment.
     *
     * @param given what is no fact, for example the day
     */
    ColumnEvaluator(Segment segment, Bindings given) {
        this.segment = segment;
        this.given = given;
        this.blocks = new Blocks(segment, given);
    }

    /** What a condition says about these rows. */
    Truths evaluate(Node condition, RoaringBitmap rows) {
        if (rows.isEmpty()) {
            return Truths.none();
        }
        var facts = facts(condition);
        return switch (facts.size()) {
            case 0 -> same(Evaluator.evaluate(condition, given), rows);
            case 1 -> ofOneFact(condition, facts.iterator().next(), rows);
            default -> ofSeveralFacts(condition, rows);
        };
    }

    private Set<String> facts(Node node) {
        return node.names().stream().filter(Predicate.not(this::isGiven)).collect(Collectors.toUnmodifiableSet());
    }

    private boolean isGiven(String name) {
        return given.value(name) != null;
    }

    private Truths ofOneFact(Node condition, String fact, RoaringBitmap rows) {
        var column = segment.column(fact);
        var missing = column == null ? rows : RoaringBitmap.andNot(rows, column.known());
        var open = same(Evaluator.evaluate(condition, given), missing);
        if (column == null || missing.getLongCardinality() == rows.getLongCardinality()) {
            return open;
        }
        var known = missing.isEmpty() ? rows : RoaringBitmap.and(rows, column.known());
        var decided = new OneFact(condition, fact, given, node -> byRow(node, known)).evaluate(column, known);
        return new Truths(
                RoaringBitmap.or(open.holds(), decided.holds()), RoaringBitmap.or(open.fails(), decided.fails()));
    }

    private Truths ofSeveralFacts(Node condition, RoaringBitmap rows) {
        return switch (condition) {
            case And(var parts) -> all(parts, rows);
            case Or(var parts) -> any(parts, rows);
            case Not(var operand) -> evaluate(operand, rows).negated();
            case Conditional(var test, var yes, var no) -> choose(test, yes, no, rows);
            default -> byRow(condition, rows);
        };
    }

    /** Rows that one part has refused are not asked about in the next; those that need a look at each row come last. */
    private Truths all(List<Node> parts, RoaringBitmap rows) {
        var left = rows.clone();
        var holds = rows.clone();
        for (var part : cheapestFirst(parts)) {
            var truths = evaluate(part, left);
            left.andNot(truths.fails());
            holds.and(truths.holds());
        }
        return new Truths(holds, RoaringBitmap.andNot(rows, left));
    }

    private Truths any(List<Node> parts, RoaringBitmap rows) {
        var left = rows.clone();
        var fails = rows.clone();
        for (var part : cheapestFirst(parts)) {
            var truths = evaluate(part, left);
            left.andNot(truths.holds());
            fails.and(truths.fails());
        }
        return new Truths(RoaringBitmap.andNot(rows, left), fails);
    }

    private List<Node> cheapestFirst(List<Node> parts) {
        return parts.stream()
                .sorted(Comparator.comparingInt(part -> facts(part).size()))
                .toList();
    }

    /** Where the test is open, two branches that agree still settle it. */
    private Truths choose(Node test, Node yes, Node no, RoaringBitmap rows) {
        var tested = evaluate(test, rows);
        var ifYes = evaluate(yes, RoaringBitmap.andNot(rows, tested.fails()));
        var ifNo = evaluate(no, RoaringBitmap.andNot(rows, tested.holds()));
        return new Truths(chosen(tested, ifYes.holds(), ifNo.holds()), chosen(tested, ifYes.fails(), ifNo.fails()));
    }

    private static RoaringBitmap chosen(Truths tested, RoaringBitmap yes, RoaringBitmap no) {
        var chosen = RoaringBitmap.and(yes, no);
        chosen.or(RoaringBitmap.and(tested.holds(), yes));
        chosen.or(RoaringBitmap.and(tested.fails(), no));
        return chosen;
    }

    private Truths byRow(Node condition, RoaringBitmap rows) {
        if (condition instanceof Comparison comparison && blocks.canCompare(comparison)) {
            return blocks.compare(comparison, rows);
        }
        var holds = new RoaringBitmap();
        var fails = new RoaringBitmap();
        var facts = new Row();
        rows.forEach((int row) -> {
            facts.row = row;
            add(Evaluator.evaluate(condition, facts), row, holds, fails);
        });
        return new Truths(holds, fails);
    }

    private static void add(Result result, int row, RoaringBitmap holds, RoaringBitmap fails) {
        if (result instanceof Value.Bool(boolean is)) {
            (is ? holds : fails).add(row);
        }
    }

    /** The same answer for all of these rows. */
    static Truths same(Result result, RoaringBitmap rows) {
        return switch (result) {
            case Value.Bool(boolean holds) when holds -> new Truths(rows, new RoaringBitmap());
            case Value.Bool _ -> new Truths(new RoaringBitmap(), rows);
            case Missing _ -> Truths.none();
            case Value value -> throw new IllegalArgumentException("no condition: it answers " + value.type());
        };
    }

    /** Reads the facts of one row after the other. */
    private final class Row implements Bindings {

        private int row;

        @Override
        public @Nullable Value value(String name) {
            var column = segment.column(name);
            return column == null ? given.value(name) : column.value(row);
        }
    }
}
