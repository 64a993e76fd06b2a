package city.huitong.matching;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactType;
import city.huitong.expression.Value;
import city.huitong.platform.security.CanonicalJson;
import city.huitong.subject.SourcedFact;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The facts behind a decision as its document has them. */
final class DecisionSources {

    private final Map<String, SourcedFact> facts;
    private final DecisionLevel level;
    private final Catalog catalog;

    DecisionSources(ExplainedDecision explained, DecisionLevel level, Catalog catalog) {
        this.facts = explained.facts();
        this.level = level;
        this.catalog = catalog;
    }

    /** The facts of these names, in their order; other words of expressions are left out. */
    List<Map<String, Object>> of(Collection<String> names) {
        return names.stream()
                .distinct()
                .sorted()
                .map(facts::get)
                .filter(Objects::nonNull)
                .map(this::fact)
                .toList();
    }

    private Map<String, Object> fact(SourcedFact fact) {
        var tree = new LinkedHashMap<String, Object>();
        var definition = fact.definition();
        tree.put("name", definition.name().toString());
        tree.put("type", definition.type().name().toLowerCase(java.util.Locale.ROOT));
        fact.value().ifPresent(value -> tree.put("value", names(definition.type()) ? "redacted" : text(value)));
        tree.put("dataset", definition.dataset().value());
        catalog.dataset(definition.dataset())
                .ifPresent(
                        dataset -> tree.put("department", dataset.department().value()));
        fact.asOf().ifPresent(time -> tree.put("recordedAt", time.toString()));
        fact.record().ifPresent(record -> tree.put("record", record));
        if (level.saysHashes()) {
            fact.recordHash().ifPresent(hash -> tree.put("recordHash", hash));
            tree.put("definitionHash", hash(definition));
        }
        return tree;
    }

    /** Whether a value of this type names somebody else. */
    private static boolean names(FactType type) {
        return type.valueType().isEmpty();
    }

    /** The catalogue keeps no history: a fact that means something else by now has another hash. */
    private static String hash(FactDefinition fact) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("dataset", fact.dataset().value());
        tree.put("derive", fact.derivation().name());
        fact.column().ifPresent(column -> tree.put("column", column));
        fact.where().ifPresent(where -> tree.put("where", where));
        fact.window().ifPresent(window -> tree.put("window", window.on() + " " + window.months()));
        fact.orderBy().ifPresent(column -> tree.put("orderBy", column));
        fact.otherwise().ifPresent(value -> tree.put("otherwise", text(value)));
        return CanonicalJson.sha256(tree);
    }

    /** A value as a document has it; money in fen. */
    static String text(Value value) {
        return SourcedFact.plain(value).toString();
    }
}
