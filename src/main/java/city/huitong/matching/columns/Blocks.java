package city.huitong.matching.columns;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Node;
import city.huitong.expression.Node.Arithmetic;
import city.huitong.expression.Node.Call;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Function;
import city.huitong.expression.Node.Operator;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.expression.WholeNumbers;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares calculations with whole numbers, money and days for a thousand rows at a time, without making an object of each number. What
 * is missing, or has no result, leaves a row open, as {@link Evaluator} does.
 */
final class Blocks {

    private static final int ROWS = 1_024;

    private final Segment segment;
    private final Bindings given;

    Blocks(Segment segment, Bindings given) {
        this.segment = segment;
        this.given = given;
    }

    /** Whether it is such a comparison. */
    boolean canCompare(Node condition) {
        return condition instanceof Comparison(var _, var left, var right) && canCalculate(left) && canCalculate(right);
    }

    private boolean canCalculate(Node node) {
        return isWhole(node.type())
                && switch (node) {
                    case Constant _ -> true;
                    case Variable(var name, var _) -> segment.column(name) != null || given.value(name) != null;
                    case Arithmetic(var _, var _, var left, var right) -> canCalculate(left) && canCalculate(right);
                    case Call call ->
                        call.function() != Function.AGE_AT
                                && call.function() != Function.MONTHS
                                && call.arguments().stream().allMatch(this::canCalculate);
                    default -> false;
                };
    }

    private static boolean isWhole(ValueType type) {
        return type == ValueType.INT || type == ValueType.MONEY || type == ValueType.DATE;
    }

    /** What a comparison says about these rows. */
    Truths compare(Comparison comparison, RoaringBitmap rows) {
        var complete = complete(comparison, rows);
        var holds = new RoaringBitmap();
        var fails = new RoaringBitmap();
        var block = new Block(comparison);
        for (var each = complete.getBatchIterator(); each.hasNext(); ) {
            block.size = each.nextBatch(block.rows);
            block.decide(holds, fails);
        }
        return new Truths(holds, fails);
    }

    /** Rows of which all facts are there; each of them is needed for a result. */
    private RoaringBitmap complete(Comparison comparison, RoaringBitmap rows) {
        var complete = rows.clone();
        for (var name : comparison.names()) {
            var column = segment.column(name);
            if (column != null) {
                complete.and(column.known());
            }
        }
        return complete;
    }

    /** Some rows, one after the other. */
    private final class Block {

        private final Relation relation;
        private final Node left;
        private final Node right;
        private final int[] rows = new int[ROWS];
        private final boolean[] open = new boolean[ROWS];
        private final int[] some = new int[ROWS];
        private int size;

        Block(Comparison comparison) {
            this.relation = comparison.relation();
            this.left = comparison.left();
            this.right = comparison.right();
        }

        void decide(RoaringBitmap holds, RoaringBitmap fails) {
            Arrays.fill(open, false);
            var a = numbers(left);
            var b = numbers(right);
            var holding = new boolean[size];
            for (int i = 0; i < size; i++) {
                holding[i] = holds(relation, Long.compare(a[i], b[i]));
            }
            add(holding, true, holds);
            add(holding, false, fails);
        }

        private void add(boolean[] holding, boolean wanted, RoaringBitmap found) {
            int count = 0;
            for (int i = 0; i < size; i++) {
                if (!open[i] && holding[i] == wanted) {
                    some[count++] = rows[i];
                }
            }
            found.addN(some, 0, count);
        }

        private long[] numbers(Node node) {
            return switch (node) {
                case Constant(var value) -> same(value);
                case Variable(var name, var _) -> facts(name);
                case Arithmetic(var operator, var _, var first, var second) ->
                    calculated(first, second, operation(operator));
                case Call call ->
                    calculated(call.arguments().get(0), call.arguments().get(1), operation(call.function()));
                default -> throw new IllegalStateException("no calculation: " + node);
            };
        }

        private long[] facts(String name) {
            if (!(segment.column(name) instanceof Column.Numbers column)) {
                return same(given.value(name));
            }
            var numbers = new long[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = column.values().get(rows[i]);
            }
            return numbers;
        }

        private long[] same(Value value) {
            var numbers = new long[size];
            Arrays.fill(numbers, Column.ordered(value));
            return numbers;
        }

        private long[] calculated(Node first, Node second, LongBinaryOperator operation) {
            var numbers = numbers(first);
            var others = numbers(second);
            for (int i = 0; i < size; i++) {
                if (!open[i]) {
                    calculate(numbers, others, operation, i);
                }
            }
            return numbers;
        }

        private void calculate(long[] numbers, long[] others, LongBinaryOperator operation, int i) {
            try {
                numbers[i] = operation.applyAsLong(numbers[i], others[i]);
            } catch (ArithmeticException _) {
                open[i] = true;
            }
        }
    }

    private static LongBinaryOperator operation(Operator operator) {
        return switch (operator) {
            case ADD -> (a, b) -> WholeNumbers.of(Operator.ADD, a, b);
            case SUBTRACT -> (a, b) -> WholeNumbers.of(Operator.SUBTRACT, a, b);
            case MULTIPLY -> (a, b) -> WholeNumbers.of(Operator.MULTIPLY, a, b);
            case DIVIDE -> (a, b) -> WholeNumbers.of(Operator.DIVIDE, a, b);
            case REMAINDER -> (a, b) -> WholeNumbers.of(Operator.REMAINDER, a, b);
        };
    }

    private static LongBinaryOperator operation(Function function) {
        return switch (function) {
            case DAYS_BETWEEN -> (from, to) -> to - from;
            case ROUND -> WholeNumbers::rounded;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case AGE_AT, MONTHS -> throw new IllegalStateException("asks the calendar: " + function);
        };
    }

    private static boolean holds(Relation relation, int order) {
        return switch (relation) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }
}
