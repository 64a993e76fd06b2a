package city.huitong.catalog;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code open} of a description as a tree, with the keys under which {@link OpenEntryReader} finds it. */
final class OpenEntryTree {

    private OpenEntryTree() {}

    static Map<String, Object> of(OpenEntry open) {
        var tree = new LinkedHashMap<String, Object>();
        put(tree, "licence", open.licence());
        put(tree, "attribution", open.attribution().map(OpenEntryTree::text));
        put(tree, "themes", unlessEmpty(open.themes()));
        put(tree, "keywords", keywords(open));
        put(tree, "frequency", open.frequency().map(Frequency::word));
        put(tree, "spatial", open.spatial());
        put(tree, "fields", fields(open.fields()));
        put(tree, "foreignKeys", foreignKeys(open.foreignKeys()));
        put(tree, "anonymity", open.anonymity().map(OpenEntryTree::anonymity));
        put(tree, "agreement", open.agreement().map(OpenEntryTree::text));
        put(tree, "deprecation", open.deprecation().map(OpenEntryTree::deprecation));
        return tree;
    }

    private static Optional<Map<String, Object>> keywords(OpenEntry open) {
        var tree = new LinkedHashMap<String, Object>();
        put(tree, "zh", unlessEmpty(open.keywordsZh()));
        put(tree, "en", unlessEmpty(open.keywordsEn()));
        return unlessEmpty(tree);
    }

    private static Optional<Map<String, Object>> fields(Map<String, OpenField> fields) {
        var tree = new LinkedHashMap<String, Object>();
        fields.forEach((name, field) -> tree.put(name, field(field)));
        return unlessEmpty(tree);
    }

    private static Map<String, Object> field(OpenField field) {
        var tree = new LinkedHashMap<String, Object>();
        put(tree, "title", field.title().map(OpenEntryTree::text));
        put(tree, "opening", field.opening().map(OpeningLevel::word));
        put(tree, "reason", field.reason().map(OpenEntryTree::text));
        put(tree, "basis", field.basis());
        return tree;
    }

    private static Optional<List<Map<String, Object>>> foreignKeys(List<ForeignKey> keys) {
        var list = keys.stream().map(OpenEntryTree::foreignKey).toList();
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static Map<String, Object> foreignKey(ForeignKey key) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("fields", key.fields());
        tree.put("reference", key.reference().value());
        tree.put("name", key.name());
        tree.put("inverse", key.inverse());
        return tree;
    }

    private static Map<String, Object> deprecation(Deprecation deprecation) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("since", deprecation.since().toString());
        tree.put("sunset", deprecation.sunset().toString());
        put(tree, "successor", deprecation.successor().map(DatasetId::value));
        return tree;
    }

    private static Map<String, Object> anonymity(Anonymity anonymity) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("k", BigDecimal.valueOf(anonymity.k()));
        tree.put("of", anonymity.of());
        return tree;
    }

    private static Map<String, Object> text(LocalizedText text) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("zh", text.zh());
        tree.put("en", text.en());
        return tree;
    }

    private static Optional<List<String>> unlessEmpty(List<String> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static Optional<Map<String, Object>> unlessEmpty(Map<String, Object> tree) {
        return tree.isEmpty() ? Optional.empty() : Optional.of(tree);
    }

    private static void put(Map<String, Object> tree, String key, Optional<?> value) {
        value.ifPresent(present -> tree.put(key, present));
    }
}
