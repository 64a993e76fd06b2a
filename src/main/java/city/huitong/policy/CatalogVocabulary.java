package city.huitong.policy;

import city.huitong.catalog.Catalog;
import city.huitong.expression.ValueType;
import java.util.HashMap;

/** The words of policies as the catalogue has them: every fact that holds a value. A link to a household is none. */
final class CatalogVocabulary {

    private CatalogVocabulary() {}

    static FactVocabulary of(Catalog catalog) {
        var types = new HashMap<String, ValueType>();
        catalog.facts()
                .forEach(fact -> fact.type()
                        .valueType()
                        .ifPresent(type -> types.put(fact.name().toString(), type)));
        return new FactVocabulary(types);
    }
}
