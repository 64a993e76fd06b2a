package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The random numbers of one record. Only {@code nextLong} of the generator is used, as the only method whose numbers its
 * algorithm fixes.
 */
final class Draw {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final int MILLE = 1000;
    private static final int UNIFORMS = 12;
    private static final long FRACTIONS = 1L << 53;

    private final SplittableRandom random;

    private Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    static Draw of(long seed, String section, int index) {
        return new Draw((seed * GOLDEN + section.hashCode()) * GOLDEN + index);
    }

    /** A whole number, both ends included. */
    int between(int least, int most) {
        return (int) between((long) least, most);
    }

    /** A whole number, both ends included. */
    long between(long least, long most) {
        return least + Math.unsignedMultiplyHigh(random.nextLong(), most - least + 1);
    }

    boolean chance(int perMille) {
        return between(0, MILLE - 1) < perMille;
    }

    <T> T pick(List<T> choices) {
        return choices.get(between(0, choices.size() - 1));
    }

    /** A position in the list of weights, the heavier the likelier. */
    int weighted(int... weights) {
        int left = between(0, IntStream.of(weights).sum() - 1);
        int position = 0;
        while (left >= weights[position]) {
            left -= weights[position];
            position++;
        }
        return position;
    }

    LocalDate day(LocalDate first, LocalDate last) {
        return LocalDate.ofEpochDay(between(first.toEpochDay(), last.toEpochDay()));
    }

    /** A long-tailed amount around the median; {@code spread} is the standard deviation of its logarithm. */
    long longTailed(long median, double spread) {
        double bell = -UNIFORMS / 2.0;
        for (int i = 0; i < UNIFORMS; i++) {
            bell += (double) between(0, FRACTIONS - 1) / FRACTIONS;
        }
        return (long) (median * StrictMath.exp(spread * bell));
    }
}
