package city.huitong.policy;

import city.huitong.platform.data.Days;
import city.huitong.platform.problem.Violation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document: what stands there, how a JSON pointer names it, and the list that takes whatever is wrong.
 *
 * <p>A reading that fails notes a violation and goes on with a harmless stand-in, so that one pass finds everything. What was
 * read is handed out only if nothing was noted.
 */
final class Place {

    /** Stands in for a date that could not be read. */
    static final LocalDate SOME_DAY = LocalDate.EPOCH;

    private final String pointer;
    private final @Nullable Object value;
    private final List<Violation> violations;

    private Place(String pointer, @Nullable Object value, List<Violation> violations) {
        this.pointer = pointer;
        this.value = value;
        this.violations = violations;
    }

    static Place root(Object document, List<Violation> violations) {
        return new Place("", document, violations);
    }

    /** The place of another document whose pointers begin with a key of this one. */
    Place beside(String key, Object document) {
        return new Place(pointer + "/" + key, document, violations);
    }

    Place at(String key) {
        Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
        return new Place(pointer + "/" + escaped(key), child, violations);
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    Optional<Place> optional(String key) {
        return has(key) ? Optional.of(at(key)) : Optional.empty();
    }

    /** Notes what is wrong here. */
    void wrong(String code, String detail) {
        violations.add(new Violation(pointer, code, detail));
    }

    void add(Violation violation) {
        violations.add(violation);
    }

    /** How many things have been found wrong up to now, in the whole document. */
    int countWrong() {
        return violations.size();
    }

    @Nullable
    Object value() {
        return value;
    }

    /** The keys here, in the order of the document; none if this is not an object. */
    List<String> keys() {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        wrongType("an object");
        return List.of();
    }

    /** The keys here; none and no complaint if this is something else. */
    List<String> keysIfObject() {
        return value instanceof Map<?, ?> ? keys() : List.of();
    }

    /** Refuses keys that mean nothing here, so that a misspelt one is not silently without effect. */
    Place allowing(String... allowed) {
        Set<String> known = new TreeSet<>(List.of(allowed));
        for (String key : keys()) {
            if (!known.contains(key)) {
                at(key).wrong("unknown-key", "unknown key; known here: " + String.join(", ", known));
            }
        }
        return this;
    }

    List<Place> items() {
        List<Place> items = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            wrongType("a list");
            return items;
        }
        for (int i = 0; i < list.size(); i++) {
            items.add(new Place(pointer + "/" + i, list.get(i), violations));
        }
        return items;
    }

    /** A list with something in it. */
    List<Place> someItems() {
        List<Place> items = items();
        if (value instanceof List<?> && items.isEmpty()) {
            wrong("empty", "must have at least one item");
        }
        return items;
    }

    String text() {
        if (value instanceof String text && !text.isBlank()) {
            return legible(text);
        }
        wrongType("a text; write numbers and true or false in quotes");
        return "?";
    }

    private String legible(String text) {
        if (text.codePoints().anyMatch(Place::isIllegible)) {
            wrong("text-invalid", "holds a control character or half a surrogate pair");
        }
        return text;
    }

    private static boolean isIllegible(int codePoint) {
        boolean space = codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
        return !space && (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE);
    }

    LocalDate day() {
        Optional<LocalDate> day = value instanceof String text ? Days.parse(text) : Optional.empty();
        if (day.isEmpty()) {
            wrongType("a date like 2026-11-23");
        }
        return day.orElse(SOME_DAY);
    }

    long integer() {
        if (value instanceof BigDecimal number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException _) {
                // told below, together with what is not even a number
            }
        }
        wrongType("a whole number");
        return 0;
    }

    double number() {
        if (value instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        wrongType("a number");
        return 0;
    }

    boolean bool() {
        if (value instanceof Boolean bool) {
            return bool;
        }
        wrongType("true or false");
        return false;
    }

    /** An amount in yuan, as fen. */
    long fen() {
        Optional<Long> fen = value == null ? Optional.empty() : Yuan.fen(value);
        if (fen.isEmpty()) {
            wrongType("an amount in yuan with at most two decimals");
        }
        return fen.orElse(0L);
    }

    /** One of the constants of an enum, written by the word that stands for it. */
    <E extends Enum<E>> E oneOf(Map<String, E> words, E standIn) {
        E found = value instanceof String text ? words.get(text) : null;
        if (found == null) {
            wrongType("one of " + String.join(", ", words.keySet()));
        }
        return found == null ? standIn : found;
    }

    private void wrongType(String expected) {
        wrong(value == null ? "required" : "wrong-type", "must be " + expected);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
