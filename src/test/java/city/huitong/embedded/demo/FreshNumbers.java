package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** Official numbers that no other test of this run has had. */
public final class FreshNumbers {

    private static final int SEQUENCES = 999;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private FreshNumbers() {}

    /** A citizen of any age. */
    public static String citizen() {
        return citizen(LocalDate.of(1950, 1, 1).plusDays(NEXT.incrementAndGet()));
    }

    /** A citizen born on this day. */
    public static String citizen(LocalDate birth) {
        return Codes.citizen(birth, NEXT.incrementAndGet() % SEQUENCES);
    }

    /** The same number with another last character. */
    public static String misspelt(String number) {
        return Codes.misspelt(number);
    }

    /** An enterprise's code. */
    public static String enterprise() {
        return Codes.enterprise(500_000 + NEXT.incrementAndGet());
    }
}
