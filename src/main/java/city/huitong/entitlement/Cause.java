package city.huitong.entitlement;

import city.huitong.policy.PolicyId;

/** What keeps an eligible subject from being granted. */
public sealed interface Cause {

    String POLICY = "policy";
    String LEDGER = "ledger";
    String BUDGET = "budget";

    /** What kind of thing it is: {@code policy}, {@code ledger} or {@code budget}. */
    String kind();

    /** Which one. */
    String name();

    /** A policy of the same group that the subject has instead. */
    record ByPolicy(PolicyId policy) implements Cause {

        @Override
        public String kind() {
            return POLICY;
        }

        @Override
        public String name() {
            return policy.value();
        }
    }

    /** A ledger under whose key it has been granted as often as it can be. */
    record ByLedger(String ledger) implements Cause {

        @Override
        public String kind() {
            return LEDGER;
        }

        @Override
        public String name() {
            return ledger;
        }
    }

    /**
     * A budget that has no money left; the subject waits for some.
     *
     * @param stretch the calendar year, or {@code all}
     */
    record ByBudget(String stretch) implements Cause {

        @Override
        public String kind() {
            return BUDGET;
        }

        @Override
        public String name() {
            return stretch;
        }
    }

    /** Both in one word, as stored: {@code budget:2026}. */
    default String word() {
        return kind() + ":" + name();
    }

    /** The cause that was stored as this word. */
    static Cause parse(String word) {
        var parts = word.split(":", 2);
        return switch (parts[0]) {
            case POLICY -> new ByPolicy(new PolicyId(parts[1]));
            case LEDGER -> new ByLedger(parts[1]);
            default -> new ByBudget(parts[1]);
        };
    }
}
