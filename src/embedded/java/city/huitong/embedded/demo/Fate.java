package city.huitong.embedded.demo;

/** What becomes of a record on its way to the hub. */
enum Fate {
    /** Delivered, and that is that. */
    KEPT,
    /** Never delivered. */
    ABSENT,
    /** Delivered wrong, never corrected. */
    WRONG,
    /** Delivered right; a wrong line for the same key comes later. */
    WRONG_LATER,
    /** First delivered with an older value; the right line comes later. */
    CHANGED,
    /** Delivered and later withdrawn. */
    WITHDRAWN;

    private static final int WRONG_PER_MILLE = 1;
    private static final int CHANGED_PER_MILLE = 10;
    private static final int WITHDRAWN_PER_MILLE = 3;
    private static final int ALL = 1000;

    static Fate drawn(Draw draw, int absentPerMille) {
        int rest = ALL - absentPerMille - 2 * WRONG_PER_MILLE - CHANGED_PER_MILLE - WITHDRAWN_PER_MILLE;
        return switch (draw.weighted(
                rest, absentPerMille, WRONG_PER_MILLE, WRONG_PER_MILLE, CHANGED_PER_MILLE, WITHDRAWN_PER_MILLE)) {
            case 1 -> ABSENT;
            case 2 -> WRONG;
            case 3 -> WRONG_LATER;
            case 4 -> CHANGED;
            case 5 -> WITHDRAWN;
            default -> KEPT;
        };
    }

    /** Whether the hub knows the record in the end. */
    boolean remains() {
        return switch (this) {
            case KEPT, WRONG_LATER, CHANGED -> true;
            case ABSENT, WRONG, WITHDRAWN -> false;
        };
    }
}
