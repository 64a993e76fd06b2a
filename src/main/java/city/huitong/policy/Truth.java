package city.huitong.policy;

/** Kleene's three values: a condition holds, does not hold, or cannot be known for missing facts. */
public enum Truth {
    TRUE,
    FALSE,
    MISSING;

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    Truth negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case MISSING -> MISSING;
        };
    }
}
