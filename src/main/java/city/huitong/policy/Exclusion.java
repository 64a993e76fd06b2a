package city.huitong.policy;

import java.util.List;
import java.util.Locale;

/**
 * The group of policies of which a subject gets one only.
 *
 * @param group its name; every policy of the group gives it
 * @param choose which one it is; the same in all of them
 * @param after policies of the group that go before this one; empty unless an order decides
 */
public record Exclusion(String group, Choice choose, List<PolicyId> after) {

    public Exclusion {
        after = List.copyOf(after);
    }

    /** Which policy of a group a subject gets. */
    public enum Choice {
        /** The one that is worth most to the subject in a year; of two that are worth the same, the first by id. */
        BEST,
        /** The one that goes before all others; of two without an order between them, the first by id. */
        ORDER;

        /** The name as written in policies: {@code best}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
