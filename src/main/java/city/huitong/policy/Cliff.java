package city.huitong.policy;

import city.huitong.expression.ValueType;

/**
 * A place at which one unit of a fact costs more than itself: a yuan of income too many, an employee too few.
 *
 * @param fact its full name
 * @param type money or a whole number
 * @param threshold the first value behind the turn, in fen or whole units
 * @param belowFen what is due just below it, in fen a period
 * @param aboveFen what is due at it
 * @param fixed whether it is at the same place for everybody; otherwise it depends on other facts, and this is that of the example
 * @param example the name of the golden case whose other facts are taken
 */
public record Cliff(
        String fact, ValueType type, long threshold, long belowFen, long aboveFen, boolean fixed, String example) {

    /** How many subjects are said to be near: those whose fact is so far away at most, a twentieth of the threshold. */
    public long reach() {
        return Math.max(unit(type), Math.abs(threshold) / 20);
    }

    /** Whether one unit more loses something; otherwise one less does. */
    public boolean losesByMore() {
        return aboveFen < belowFen;
    }

    /** What is lost, in fen a period. */
    public long lossFen() {
        return Math.abs(belowFen - aboveFen);
    }

    /** Whether a value lies on its better side and within reach. */
    public boolean isNear(long value) {
        return losesByMore()
                ? value < threshold && threshold - value <= reach()
                : value >= threshold && value - threshold < reach();
    }

    /** One yuan, or one. */
    static long unit(ValueType type) {
        return type == ValueType.MONEY ? 100 : 1;
    }
}
