package city.huitong.policy;

import city.huitong.expression.Expression;
import java.util.List;
import java.util.Locale;

/**
 * The money there is for a policy.
 *
 * @param fen how much, in fen
 * @param per for how long it has to do
 * @param mode what happens when it does not
 * @param priority who goes first where it is capped: lower values of the first expression, then of the next; those who are
 *     equal in all of them in the order in which they were granted
 */
public record Budget(long fen, Per per, Mode mode, List<Expression> priority) {

    public Budget {
        priority = List.copyOf(priority);
        if (fen < 0) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }

    /** How long a budget has to do. */
    public enum Per {
        /** A calendar year. */
        YEAR,
        /** As long as the policy is law. */
        POLICY;

        /** The name as written in policies: {@code year}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens when more is due than there is. */
    public enum Mode {
        /** Everybody is paid all the same: the law promises it. */
        NONE,
        /** It stops before the money ends. */
        CAP,
        /** Everybody gets the same share of what is due. */
        PROPORTIONAL;

        /** The name as written in policies: {@code cap}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
