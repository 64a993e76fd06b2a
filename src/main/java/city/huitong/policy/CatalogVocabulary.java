package city.huitong.policy;

import city.huitong.catalog.Catalog;
import city.huitong.expression.ValueType;
import java.util.HashMap;
import java.util.HashSet;

/** The words of policies as the catalogue has them: every fact that holds a value. Facts that link to another subject stand apart. */
final class CatalogVocabulary {

    private CatalogVocabulary() {}

    static FactVocabulary of(Catalog catalog) {
        var types = new HashMap<String, ValueType>();
        var links = new HashSet<String>();
        for (var fact : catalog.facts()) {
            var name = fact.name().toString();
            fact.type().valueType().ifPresentOrElse(type -> types.put(name, type), () -> links.add(name));
        }
        return new FactVocabulary(types, links);
    }
}
