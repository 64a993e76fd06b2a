package city.huitong.embedded.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The code of an administrative division: six digits (GB/T 2260), three more for a street (GB/T 10114). What lies above can be
 * read from it.
 */
record DivisionCode(String digits) {

    private static final int LENGTH = 6;

    /** How high a division stands, the highest first. */
    enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        STREET;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Level level() {
        if (digits.length() > LENGTH) {
            return Level.STREET;
        }
        if (digits.endsWith("0000")) {
            return Level.PROVINCE;
        }
        return digits.endsWith("00") ? Level.CITY : Level.COUNTY;
    }

    /** The division right above: of a street it is the city where that has no counties. */
    Optional<DivisionCode> parent() {
        return switch (level()) {
            case PROVINCE -> Optional.empty();
            case CITY -> Optional.of(first(2));
            case COUNTY -> Optional.of(first(4));
            case STREET -> Optional.of(first(LENGTH));
        };
    }

    /** From the province down to the division itself. */
    List<DivisionCode> path() {
        List<DivisionCode> path =
                new ArrayList<>(parent().map(DivisionCode::path).orElse(List.of()));
        path.add(this);
        return path;
    }

    private DivisionCode first(int count) {
        return new DivisionCode(digits.substring(0, count) + "0".repeat(LENGTH - count));
    }
}
