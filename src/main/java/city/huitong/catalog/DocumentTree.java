package city.huitong.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a JSON or YAML reader yields into one immutable form, so that equal documents are equal trees whoever read
 * them: maps, lists, texts, booleans and {@link BigDecimal} without trailing zeros. Holds documents to a sane size on the way.
 */
final class DocumentTree {

    private static final int MAX_DEPTH = 24;
    private static final int MAX_VALUES = 20_000;
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_DIGITS = 60;

    private final List<String> refused = new ArrayList<>();
    private int values;

    private DocumentTree() {}

    /** The copy, or the sentence that says why there is none. */
    record Copied(@Nullable Object tree, Optional<String> refusal) {}

    static Copied copy(@Nullable Object document) {
        var tree = new DocumentTree();
        var copied = tree.value(document, 0);
        return new Copied(copied, tree.refused.stream().findFirst());
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        values++;
        if (depth > MAX_DEPTH || values > MAX_VALUES) {
            refused.add("a document has at most " + MAX_DEPTH + " levels and " + MAX_VALUES + " values");
            return null;
        }
        return switch (value) {
            case null -> null;
            case Map<?, ?> object -> object(object, depth);
            case List<?> array -> array(array, depth);
            case Boolean flag -> flag;
            case Number number -> number(number);
            default -> text(value.toString());
        };
    }

    private Map<String, Object> object(Map<?, ?> object, int depth) {
        var copy = new LinkedHashMap<String, Object>();
        for (var entry : object.entrySet()) {
            if (!refused.isEmpty()) {
                break;
            }
            copy.put(text(String.valueOf(entry.getKey())), value(entry.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<Object> array(List<?> array, int depth) {
        var copy = new ArrayList<Object>();
        for (var item : array) {
            if (!refused.isEmpty()) {
                break;
            }
            copy.add(value(item, depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private BigDecimal number(Number number) {
        var exact = exact(number).filter(DocumentTree::isSane);
        if (exact.isEmpty()) {
            refused.add("a number has at most " + MAX_DIGITS + " digits");
        }
        return exact.map(DocumentTree::withoutTrailingZeros).orElse(BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> Optional.of(decimal);
            case BigInteger integer -> Optional.of(new BigDecimal(integer));
            case Double binary -> Double.isFinite(binary) ? Optional.of(BigDecimal.valueOf(binary)) : Optional.empty();
            case Float binary ->
                Float.isFinite(binary) ? Optional.of(new BigDecimal(binary.toString())) : Optional.empty();
            default -> Optional.of(BigDecimal.valueOf(number.longValue()));
        };
    }

    private static boolean isSane(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
    }

    private static BigDecimal withoutTrailingZeros(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private String text(String text) {
        if (text.length() > MAX_TEXT) {
            refused.add("a text has at most " + MAX_TEXT + " characters");
        }
        if (text.codePoints().anyMatch(DocumentTree::isUnstorable)) {
            refused.add("a text holds a control character or half a surrogate pair");
        }
        return text;
    }

    private static boolean isUnstorable(int codePoint) {
        var harmless = codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
        return !harmless && (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE);
    }
}
