package city.huitong.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One form for the trees of all YAML and JSON readers: maps, lists, String, Boolean and BigDecimal, nothing else. */
final class CanonicalTree {

    private CanonicalTree() {}

    static Map<String, Object> of(Map<?, ?> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            if (value != null) {
                copy.put(String.valueOf(key), scalarOrTree(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    static List<Object> of(List<?> tree) {
        List<Object> copy = new ArrayList<>(tree.size());
        for (Object item : tree) {
            copy.add(scalarOrTree(item));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Object scalarOrTree(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> of(map);
            case List<?> list -> of(list);
            case Boolean bool -> bool;
            case Number number -> number(number);
            case Date date -> day(date).toString();
            default -> value.toString();
        };
    }

    private static Object number(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case Double real when !Double.isFinite(real) -> real.toString();
            case Float real when !Float.isFinite(real) -> real.toString();
            default -> new BigDecimal(number.toString());
        };
    }

    /** SnakeYAML gives a plain date as midnight in UTC. */
    @SuppressWarnings("JavaUtilDate")
    private static LocalDate day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
