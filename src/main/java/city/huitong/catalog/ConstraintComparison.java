package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether a property's new schema still admits everything that its old one did, judged keyword by keyword. */
final class ConstraintComparison {

    private static final Set<String> ANNOTATIONS =
            Set.of("title", "description", "$comment", "examples", "default", "deprecated");
    private static final Set<String> CEILINGS = Set.of("maxLength", "maximum", "exclusiveMaximum");
    private static final Set<String> FLOORS = Set.of("minLength", "minimum", "exclusiveMinimum");
    private static final Set<String> NESTED = Set.of("array", "object");
    private static final String TYPE = "type";
    private static final String ENUM = "enum";
    /** Whole numbers are fewer than numbers, also where both are money. */
    private static final String NUMBER = "number";

    private final Map<String, Object> old;

    private ConstraintComparison(Map<String, Object> old) {
        this.old = constraints(old);
    }

    static ConstraintComparison of(Map<String, Object> old) {
        return new ConstraintComparison(old);
    }

    /** What the new schema no longer admits; pointers are relative to the property. */
    List<Violation> narrowings(Map<String, Object> property) {
        var now = constraints(property);
        var reasons = new ArrayList<Violation>();
        if (admitsNull(old) && !admitsNull(now)) {
            reasons.add(new Violation("/type", "narrower", "must still admit null"));
        }
        if (isNested(old)) {
            return sameApartFromNull(now) ? reasons : List.of(narrower("", "an array or object must stay as it is"));
        }
        now.forEach((keyword, value) -> {
            if (isNarrower(keyword, value)) {
                reasons.add(narrower("/" + keyword, "must not admit less than before"));
            }
        });
        return reasons;
    }

    private static Violation narrower(String pointer, String sentence) {
        return new Violation(pointer, "narrower", sentence);
    }

    private boolean isNarrower(String keyword, Object value) {
        // Otherwise types and formats are compared as types of fields.
        if (keyword.equals(TYPE)) {
            return types(old).contains(NUMBER) && !types(Map.of(TYPE, value)).contains(NUMBER);
        }
        if (keyword.equals("format")) {
            return false;
        }
        var before = old.get(keyword);
        if (before == null) {
            return true;
        }
        if (CEILINGS.contains(keyword)) {
            return number(value).compareTo(number(before)) < 0;
        }
        if (FLOORS.contains(keyword)) {
            return number(value).compareTo(number(before)) > 0;
        }
        if (keyword.equals(ENUM)) {
            return !((List<?>) value).containsAll((List<?>) before);
        }
        return !value.equals(before);
    }

    private boolean sameApartFromNull(Map<String, Object> now) {
        var mine = new HashMap<>(old);
        var theirs = new HashMap<>(now);
        mine.remove(TYPE);
        theirs.remove(TYPE);
        return mine.equals(theirs)
                && types(old).containsAll(nonNull(now))
                && types(now).containsAll(nonNull(old));
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal number ? number : BigDecimal.ZERO;
    }

    private static boolean isNested(Map<String, Object> property) {
        return types(property).stream().anyMatch(NESTED::contains);
    }

    private static boolean admitsNull(Map<String, Object> property) {
        return types(property).contains("null");
    }

    private static List<?> nonNull(Map<String, Object> property) {
        return types(property).stream().filter(type -> !"null".equals(type)).toList();
    }

    private static List<?> types(Map<String, Object> property) {
        var type = Objects.requireNonNullElse(property.get(TYPE), "");
        return type instanceof List<?> list ? list : List.of(type);
    }

    private static Map<String, Object> constraints(Map<String, Object> property) {
        var constraints = new HashMap<>(property);
        constraints.keySet().removeAll(ANNOTATIONS);
        return constraints;
    }
}
