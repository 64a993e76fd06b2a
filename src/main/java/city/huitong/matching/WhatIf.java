package city.huitong.matching;

import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What a changed policy would do, compared with the one in force.
 *
 * @param subjects how many were asked about
 * @param all everybody together
 * @param groups by the value of a fact as a text, of those whose fact is there
 */
public record WhatIf(PolicyId policy, LocalDate asOf, long subjects, Change all, Map<String, Change> groups) {

    public WhatIf {
        groups = Map.copyOf(groups);
    }

    /** The same of two parts of everybody together. */
    WhatIf plus(WhatIf other) {
        var sums = new HashMap<>(groups);
        other.groups.forEach((value, change) -> sums.merge(value, change, Change::plus));
        return new WhatIf(policy, asOf, subjects + other.subjects, all.plus(other.all), sums);
    }

    /**
     * How it changes for some of them.
     *
     * @param before entitled by the policy in force
     * @param after entitled by the changed one
     * @param gain entitled by the changed one only
     * @param lose entitled by the one in force only
     * @param more entitled by both, to more than before
     * @param less entitled by both, to less
     * @param costBeforeFen what all get together in one period, in fen
     * @param costAfterFen the same by the changed one
     */
    public record Change(
            long before,
            long after,
            long gain,
            long lose,
            long more,
            long less,
            long costBeforeFen,
            long costAfterFen) {

        static final Change NONE = new Change(0, 0, 0, 0, 0, 0, 0, 0);

        /** Entitled by both. */
        long stay() {
            return before - lose;
        }

        /** Entitled by both, to the same. */
        long same() {
            return stay() - more - less;
        }

        /** Whether it is about nobody. */
        boolean isNobody() {
            return before == 0 && after == 0;
        }

        /** The same for others, too. */
        Change plus(Change other) {
            return new Change(
                    before + other.before,
                    after + other.after,
                    gain + other.gain,
                    lose + other.lose,
                    more + other.more,
                    less + other.less,
                    Math.addExact(costBeforeFen, other.costBeforeFen),
                    Math.addExact(costAfterFen, other.costAfterFen));
        }

        /** The same without some of them. */
        Change minus(Change some) {
            return new Change(
                    before - some.before,
                    after - some.after,
                    gain - some.gain,
                    lose - some.lose,
                    more - some.more,
                    less - some.less,
                    costBeforeFen - some.costBeforeFen,
                    costAfterFen - some.costAfterFen);
        }

        /** One subject more. */
        Change with(boolean was, boolean is, long fenBefore, long fenAfter) {
            var both = was && is;
            return new Change(
                    before + (was ? 1 : 0),
                    after + (is ? 1 : 0),
                    gain + (is && !was ? 1 : 0),
                    lose + (was && !is ? 1 : 0),
                    more + (both && fenAfter > fenBefore ? 1 : 0),
                    less + (both && fenAfter < fenBefore ? 1 : 0),
                    Math.addExact(costBeforeFen, fenBefore),
                    Math.addExact(costAfterFen, fenAfter));
        }
    }
}
