package city.huitong.policy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Money as people write it, in yuan with at most two decimals, and as it is kept, in fen. Exact both ways. */
final class Yuan {

    private static final Pattern WRITTEN = Pattern.compile("-?\\d{1,15}(\\.\\d{1,2})?");
    private static final BigDecimal LIMIT = new BigDecimal("1e15");

    private Yuan() {}

    /** The fen of a number or of a text in yuan; empty if it has more than two decimals, is too large or is no number. */
    static Optional<Long> fen(Object yuan) {
        if (yuan instanceof BigDecimal number) {
            return fen(number);
        }
        return yuan instanceof String text && WRITTEN.matcher(text).matches()
                ? fen(new BigDecimal(text))
                : Optional.empty();
    }

    /** An amount as people read it: {@code 75.00}. */
    static String written(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static Optional<Long> fen(BigDecimal yuan) {
        BigDecimal exact = yuan.stripTrailingZeros();
        if (exact.scale() > 2 || exact.abs().compareTo(LIMIT) >= 0) {
            return Optional.empty();
        }
        return Optional.of(exact.movePointRight(2).longValueExact());
    }
}
