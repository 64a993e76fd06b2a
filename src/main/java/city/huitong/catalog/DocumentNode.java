package city.huitong.catalog;

import city.huitong.platform.problem.ProblemType;
import city.huitong.platform.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One place in a document being read. Every question about it either has an answer or leaves a violation that names the
 * place, so that a reader asks for all it needs and refuses once, with everything that is wrong.
 */
public final class DocumentNode {

    private final @Nullable Object value;
    private final String pointer;
    private final List<Violation> found;

    private DocumentNode(@Nullable Object value, String pointer, List<Violation> found) {
        this.value = value;
        this.pointer = pointer;
        this.found = found;
    }

    /** The whole document; what is wrong will be added to {@code found}. */
    public static DocumentNode root(@Nullable Object document, List<Violation> found) {
        var copied = DocumentTree.copy(document);
        var root = new DocumentNode(copied.refusal().isPresent() ? Map.of() : copied.tree(), "", found);
        copied.refusal().ifPresent(sentence -> root.refuse("document-too-large", sentence));
        return root;
    }

    /** Fails with everything found so far, if anything was. */
    public static void refuse(ProblemType type, String what, List<Violation> found) {
        if (!found.isEmpty()) {
            throw type.because(what + " has " + found.size() + " mistake" + (found.size() == 1 ? "" : "s"))
                    .with(found);
        }
    }

    /** Notes that something is wrong here. */
    public void refuse(String code, String sentence) {
        found.add(new Violation(pointer, code, sentence));
    }

    /** The place below, whether or not there is anything. */
    public DocumentNode at(String key) {
        var child = value instanceof Map<?, ?> object ? object.get(key) : null;
        return new DocumentNode(child, pointer + "/" + key.replace("~", "~0").replace("/", "~1"), found);
    }

    /** Whether nothing stands here. */
    public boolean isAbsent() {
        return value == null;
    }

    /** Whether {@code false} stands here. */
    public boolean isFalse() {
        return Boolean.FALSE.equals(value);
    }

    /** Whether an object stands here. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** What stands here, as it is. */
    public Optional<Object> raw() {
        return Optional.ofNullable(value);
    }

    /** Refuses keys that mean nothing here, so that a misspelt one is not silently ignored. */
    public void allowOnly(Set<String> keys) {
        for (var key : keys()) {
            if (!keys.contains(key)) {
                at(key).refuse("unknown-key", "is not known here; known are " + String.join(", ", sorted(keys)));
            }
        }
    }

    /** The keys of the object here, in its order; none if it is no object. */
    public Set<String> keys() {
        return object().keySet();
    }

    /** The object that stands here; a violation and an empty one otherwise. */
    public Map<String, Object> object() {
        if (value instanceof Map<?, ?> object) {
            var copy = new LinkedHashMap<String, Object>();
            object.forEach((key, child) -> copy.put(key.toString(), child));
            return copy;
        }
        refuse("object-expected", "must be an object");
        return Map.of();
    }

    /** The places of the array here; a violation if it is none. */
    public List<DocumentNode> items() {
        if (!(value instanceof List<?> array)) {
            refuse("array-expected", "must be a list");
            return List.of();
        }
        var items = new ArrayList<DocumentNode>();
        for (var index = 0; index < array.size(); index++) {
            items.add(new DocumentNode(array.get(index), pointer + "/" + index, found));
        }
        return items;
    }

    /** The text here; a violation if there is none or it is blank. */
    public Optional<String> text() {
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        refuse("text-expected", "must be a text that is not blank");
        return Optional.empty();
    }

    /** The text here if there is anything. */
    public Optional<String> optionalText() {
        return isAbsent() ? Optional.empty() : text();
    }

    /** The text here if it has the form; a violation otherwise. */
    public <T> Optional<T> text(String form, Function<String, T> shape) {
        var text = text();
        if (text.isPresent() && !text.get().matches(form)) {
            refuse("name-expected", "must look like " + form);
            return Optional.empty();
        }
        return text.map(shape);
    }

    /** The whole number here if it lies in the range; a violation otherwise. */
    public Optional<Integer> whole(int from, int to) {
        if (value instanceof BigDecimal number
                && number.scale() <= 0
                && number.compareTo(BigDecimal.valueOf(from)) >= 0
                && number.compareTo(BigDecimal.valueOf(to)) <= 0) {
            return Optional.of(number.intValueExact());
        }
        refuse("out-of-range", "must be a whole number from " + from + " to " + to);
        return Optional.empty();
    }

    /** The constant whose word stands here; a violation that lists the words otherwise. */
    public <E extends Enum<E>> Optional<E> word(E[] constants, Function<E, String> word) {
        var match = Stream.of(constants)
                .filter(constant -> word.apply(constant).equals(value))
                .findFirst();
        if (match.isEmpty()) {
            var words = Stream.of(constants).map(word).collect(Collectors.joining(", "));
            refuse("unknown-word", "must be one of " + words);
        }
        return match;
    }

    /** The text in Chinese, and in English where somebody has translated it. */
    public Optional<LocalizedText> localized() {
        if (!isObject()) {
            refuse("object-expected", "must be an object with zh and en");
            return Optional.empty();
        }
        allowOnly(Set.of("zh", "en"));
        var zh = at("zh").text();
        var en = at("en").optionalText();
        return zh.map(text -> new LocalizedText(text, en.orElse(text)));
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }
}
