package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.Value;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often a benefit can be had: at most {@code max} grants with one key within a stretch of time. Declared here, kept by who
 * grants.
 *
 * @param name of the ledger; policies that name the same one count each other's grants
 * @param perSubject whether the subject is a part of the key
 * @param by further parts of the key, of any type; may be empty if the subject is one
 * @param within the stretch of time
 * @param max how many, at least 1
 */
public record Ledger(String name, boolean perSubject, List<Expression> by, Within within, int max) {

    public Ledger {
        by = List.copyOf(by);
        if (!perSubject && by.isEmpty()) {
            throw new IllegalArgumentException("a ledger without a key counts nothing");
        }
        if (max < 1) {
            throw new IllegalArgumentException("a ledger allows at least one grant");
        }
    }

    /** The key's facts. */
    Set<String> facts() {
        var facts = new TreeSet<String>();
        by.forEach(part -> facts.addAll(part.names()));
        return facts;
    }

    /** Which grants count against a new one. */
    public enum Within {
        /** All there ever were. */
        EVER,
        /** Those of the same calendar year. */
        CALENDAR_YEAR,
        /** Those of the twelve months up to its day. */
        TWELVE_MONTHS;

        /** As written in policies: {@code ever}, {@code calendar-year}, {@code 12-months}. */
        public String word() {
            return this == TWELVE_MONTHS
                    ? "12-months"
                    : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The first day whose grants count against one on {@code day}; empty if all do. */
        public Optional<LocalDate> since(LocalDate day) {
            return switch (this) {
                case EVER -> Optional.empty();
                case CALENDAR_YEAR -> Optional.of(day.withDayOfYear(1));
                case TWELVE_MONTHS -> Optional.of(day.minusMonths(12).plusDays(1));
            };
        }
    }

    /**
     * What one grant is entered under.
     *
     * @param ledger the ledger
     * @param values its further parts; the subject, if it is one, is known to who grants
     */
    public record Key(Ledger ledger, List<Value> values) {
        public Key {
            values = List.copyOf(values);
        }
    }
}
