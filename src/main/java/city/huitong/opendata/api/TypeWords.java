package city.huitong.opendata.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Deprecation;
import city.huitong.catalog.Field;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpeningLevel;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the types of GraphQL say of datasets, in Chinese and English. */
final class TypeWords {

    private TypeWords() {}

    /** Why it should not be used for anything new; null where it may. */
    static @Nullable String deprecation(DatasetNames names) {
        return names.dataset().dataset().open().deprecation().map(TypeWords::of).orElse(null);
    }

    private static String of(Deprecation deprecation) {
        var instead = deprecation.successor().map(id -> "; use the dataset " + id + " instead");
        return "May be gone from " + deprecation.sunset() + " on" + instead.orElse("");
    }

    static String description(Dataset dataset) {
        var withheld = dataset.fields().stream()
                .filter(field -> dataset.openingOf(field) == OpeningLevel.NONE)
                .map(field -> withheld(dataset, field))
                .collect(Collectors.joining("; "));
        return "A record of: " + of(dataset.title()) + (withheld.isEmpty() ? "" : ". Not open: " + withheld);
    }

    private static String withheld(Dataset dataset, Field field) {
        return field.name()
                + dataset.withheldBecause(field)
                        .map(reason -> " (" + of(reason) + ")")
                        .orElse("");
    }

    /** With the name that conditions know it by, where that is another. */
    static String of(Dataset dataset, String name, Field field) {
        var condition = dataset.openingOf(field) == OpeningLevel.CONDITIONAL
                ? ". Open to those who have agreed to its terms, others are refused with agreement-required"
                : "";
        var title = of(dataset.titleOf(field)) + condition;
        return name.equals(field.name()) ? title : title + " (in conditions " + field.name() + ")";
    }

    /** On one line, as the schema is printed and read. */
    static String of(LocalizedText text) {
        var both = text.zh().equals(text.en()) ? text.zh() : text.zh() + " / " + text.en();
        return both.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
