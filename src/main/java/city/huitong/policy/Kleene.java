package city.huitong.policy;

import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The logic of three values over a tree of criteria. Sound: a tree that is true or false stays so however the missing facts
 * turn out. It stops at the first part that settles a group.
 */
final class Kleene {

    private Kleene() {}

    static Truth truth(Eligibility tree, Function<Criterion, Truth> leaf) {
        return switch (tree) {
            case Criterion criterion -> leaf.apply(criterion);
            case AllOf(var of) -> joined(of, Truth.FALSE, leaf);
            case AnyOf(var of) -> joined(of, Truth.TRUE, leaf);
            case NoneOf(var of) -> joined(of, Truth.TRUE, leaf).negated();
            case AtLeast(var k, var of) -> counted(k, of, leaf);
        };
    }

    /**
     * Names the criteria that make the tree what it is: those that hold it where it is true, those that break it where it is
     * false, those that keep it open where it is missing. A criterion under {@code none} breaks the tree by being true.
     */
    static void decisive(Eligibility tree, Function<Criterion, Truth> leaf, Consumer<Criterion> found) {
        Truth verdict = truth(tree, leaf);
        switch (tree) {
            case Criterion criterion -> found.accept(criterion);
            case AllOf(var of) -> among(of, verdict, leaf, found);
            case AnyOf(var of) -> among(of, verdict, leaf, found);
            case NoneOf(var of) -> among(of, verdict.negated(), leaf, found);
            case AtLeast atLeast -> among(atLeast.of(), verdict, leaf, found);
        }
    }

    private static void among(
            List<Eligibility> parts, Truth verdict, Function<Criterion, Truth> leaf, Consumer<Criterion> found) {
        for (Eligibility part : parts) {
            if (truth(part, leaf) == verdict) {
                decisive(part, leaf, found);
            }
        }
    }

    /** All, any and none are one search: for a part that settles the group. */
    private static Truth joined(List<Eligibility> parts, Truth settles, Function<Criterion, Truth> leaf) {
        Truth soFar = settles.negated();
        for (int i = 0; i < parts.size(); i++) {
            Truth part = truth(parts.get(i), leaf);
            if (part == settles) {
                return settles;
            }
            soFar = part == Truth.MISSING ? part : soFar;
        }
        return soFar;
    }

    private static Truth counted(int k, List<Eligibility> parts, Function<Criterion, Truth> leaf) {
        int holds = 0;
        int open = 0;
        for (int i = 0; i < parts.size(); i++) {
            Truth part = truth(parts.get(i), leaf);
            holds += part == Truth.TRUE ? 1 : 0;
            open += part == Truth.MISSING ? 1 : 0;
        }
        if (holds >= k) {
            return Truth.TRUE;
        }
        return holds + open >= k ? Truth.MISSING : Truth.FALSE;
    }
}
