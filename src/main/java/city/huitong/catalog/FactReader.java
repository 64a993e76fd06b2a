package city.huitong.catalog;

import city.huitong.expression.Value;
import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the definition of a fact, whether it came as YAML or JSON. */
public final class FactReader {

    private static final int MAX_MONTHS = 1_200;
    private static final Set<String> KEYS = Set.of(
            "name",
            "title",
            "dataset",
            "derive",
            "column",
            "where",
            "disputed",
            "window",
            "orderBy",
            "otherwise",
            // Answered by the hub; allowed so that an answer can be sent back changed.
            "type");
    /** Stands for a type that cannot be told; the rules say why. */
    private static final FactType UNKNOWN = FactType.TEXT;

    private final Catalog catalog;
    private final DocumentNode root;

    private FactReader(Catalog catalog, DocumentNode root) {
        this.catalog = catalog;
        this.root = root;
    }

    /** The definition over a dataset of this catalogue; refuses with {@code fact-invalid} and everything that is wrong. */
    public static FactDefinition read(@Nullable Object document, Catalog catalog) {
        var found = new ArrayList<Violation>();
        var fact = new FactReader(catalog, DocumentNode.root(document, found)).read();
        fact.ifPresent(read -> found.addAll(FactRules.violations(read, catalog.requireDataset(read.dataset()))));
        DocumentNode.refuse(CatalogProblem.FACT_INVALID, "the definition", found);
        return fact.orElseThrow();
    }

    private Optional<FactDefinition> read() {
        root.allowOnly(KEYS);
        var name = name(root.at("name"));
        var title = root.at("title").localized();
        var dataset = dataset(root.at("dataset"));
        var derivation = root.at("derive").word(Derivation.values(), Derivation::word);
        if (name.isEmpty() || dataset.isEmpty() || derivation.isEmpty()) {
            return Optional.empty();
        }
        var column = root.at("column").optionalText();
        var type = FactRules.type(derivation.get(), column, dataset.get());
        return Optional.of(new FactDefinition(
                name.get(),
                title.orElse(LocalizedText.of(name.get().toString())),
                dataset.get().id(),
                derivation.get(),
                type.orElse(UNKNOWN),
                column,
                root.at("where").optionalText(),
                root.at("disputed").optionalText(),
                window(root.at("window")),
                root.at("orderBy").optionalText(),
                type.flatMap(known -> otherwise(root.at("otherwise"), known))));
    }

    private static Optional<FactName> name(DocumentNode node) {
        var text = node.text();
        var name = text.flatMap(FactName::parse);
        if (text.isPresent() && name.isEmpty()) {
            node.refuse("name-expected", "must look like " + FactName.FORM);
        }
        return name;
    }

    private Optional<Dataset> dataset(DocumentNode node) {
        var id = node.text(DatasetId.FORM, DatasetId::new);
        var dataset = id.flatMap(catalog::dataset);
        if (id.isPresent() && dataset.isEmpty()) {
            node.refuse("unknown-dataset", "must be a dataset of the catalogue");
        }
        return dataset;
    }

    private static Optional<FactDefinition.Window> window(DocumentNode node) {
        if (node.isAbsent()) {
            return Optional.empty();
        }
        node.allowOnly(Set.of("on", "months"));
        var on = node.at("on").text();
        var months = node.at("months").whole(1, MAX_MONTHS);
        return on.flatMap(column -> months.map(count -> new FactDefinition.Window(column, count)));
    }

    private static Optional<Value> otherwise(DocumentNode node, FactType type) {
        var value = node.raw().flatMap(written -> FactConstant.read(type, written));
        if (!node.isAbsent() && value.isEmpty()) {
            node.refuse(
                    "wrong-type",
                    type.valueType()
                            .map(expected -> "must be " + expected.phrase() + ", like the fact")
                            .orElse("means nothing for a link"));
        }
        return value;
    }
}
