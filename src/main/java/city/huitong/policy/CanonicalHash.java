package city.huitong.policy;

import city.huitong.platform.security.Sha256;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The SHA-256 of a canonical tree, written like JSON with sorted keys. Every text carries its length, so none can pose as another. */
final class CanonicalHash {

    private final StringBuilder form = new StringBuilder();

    private CanonicalHash() {}

    static String of(Map<String, Object> tree) {
        var hash = new CanonicalHash();
        hash.write(tree);
        return Sha256.hex(hash.form.toString());
    }

    private void write(Object value) {
        switch (value) {
            case Map<?, ?> map -> writeMap(map);
            case List<?> list -> writeList(list);
            case BigDecimal number -> form.append(number.stripTrailingZeros()).append(';');
            case Boolean bool -> form.append(bool).append(';');
            default -> writeText(value.toString());
        }
    }

    private void writeMap(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        form.append('{');
        sorted.forEach((key, value) -> {
            writeText(key);
            write(value);
        });
        form.append('}');
    }

    private void writeList(List<?> list) {
        form.append('[');
        list.forEach(this::write);
        form.append(']');
    }

    private void writeText(String text) {
        form.append(text.length()).append('"').append(text).append('"');
    }
}
