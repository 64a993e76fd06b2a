package city.huitong.policy;

import city.huitong.expression.Node;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import java.util.List;

/**
 * Counts the ways in which somebody can be entitled: the clauses of the disjunctive normal form. An index of subjects by clauses
 * grows with them, and so does what a person must read to understand the policy.
 */
final class Alternatives {

    /** The most there may be. */
    static final int MOST = 64;

    /** Counting stops here; more is only "too many". */
    private static final long MANY = 1_000_000;

    private Alternatives() {}

    static long count(Eligibility tree) {
        return count(tree, true);
    }

    /** @param holds whether the ways to make it true are counted, or those to make it false */
    private static long count(Eligibility tree, boolean holds) {
        return switch (tree) {
            case Criterion criterion -> count(criterion.when().root(), holds);
            case AllOf(var of) -> holds ? product(counts(of, true)) : sum(counts(of, false));
            case AnyOf(var of) -> holds ? sum(counts(of, true)) : product(counts(of, false));
            case NoneOf(var of) -> holds ? product(counts(of, false)) : sum(counts(of, true));
            case AtLeast(var k, var of) -> choose(counts(of, holds), holds ? k : of.size() - k + 1);
        };
    }

    private static long count(Node node, boolean holds) {
        return switch (node) {
            case Node.And(var parts) -> holds ? product(nodes(parts, true)) : sum(nodes(parts, false));
            case Node.Or(var parts) -> holds ? sum(nodes(parts, true)) : product(nodes(parts, false));
            case Node.Not(var operand) -> count(operand, !holds);
            case Node.Conditional choice -> choice(choice, holds);
            default -> 1;
        };
    }

    private static long choice(Node.Conditional choice, boolean holds) {
        return sum(
                product(count(choice.test(), true), count(choice.yes(), holds)),
                product(count(choice.test(), false), count(choice.no(), holds)));
    }

    private static long[] counts(List<Eligibility> parts, boolean holds) {
        return parts.stream().mapToLong(part -> count(part, holds)).toArray();
    }

    private static long[] nodes(List<Node> parts, boolean holds) {
        return parts.stream().mapToLong(part -> count(part, holds)).toArray();
    }

    private static long sum(long... counts) {
        long sum = 0;
        for (long count : counts) {
            sum = Math.min(MANY, sum + count);
        }
        return sum;
    }

    private static long product(long... counts) {
        long product = 1;
        for (long count : counts) {
            product = Math.min(MANY, product * count);
        }
        return product;
    }

    /** The ways to take k of the parts and one alternative of each: the k-th elementary symmetric sum. */
    private static long choose(long[] counts, int k) {
        long[] sums = new long[k + 1];
        sums[0] = 1;
        for (long count : counts) {
            for (int taken = k; taken > 0; taken--) {
                sums[taken] = Math.min(MANY, sums[taken] + product(sums[taken - 1], count));
            }
        }
        return sums[k];
    }
}
