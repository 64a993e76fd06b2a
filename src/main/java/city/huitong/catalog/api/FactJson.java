package city.huitong.catalog.api;

import city.huitong.catalog.FactConstant;
import city.huitong.catalog.FactDefinition;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fact's definition as answered and as sent: the same keys as in a city pack. */
@Schema(name = "Fact", description = "How one typed attribute of a subject follows from the records of one dataset")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FactJson(
        @Schema(
                description = "Subject kind, dot, name in camelCase",
                pattern = "^(person|household|enterprise)\\.[a-z][a-zA-Z0-9]{0,48}$",
                examples = "person.hukou",
                required = true)
        String name,

        @Schema(required = true) LocalizedTextJson title,

        @Schema(description = "The dataset's id", examples = "population", required = true)
        String dataset,

        @Schema(
                enumeration = {"latest", "exists", "count", "sum", "min", "max"},
                required = true)
        String derive,

        @Schema(description = "The property looked at; not for exists and count", examples = "hukou")
        Optional<String> column,

        @Schema(description = "Which records count: CEL over the dataset's properties", examples = "status == 'valid'")
        Optional<String> where,

        @Schema(
                description =
                        "Which records are in dispute: CEL over the dataset's properties. A missing fact of which there is one"
                                + " is missing as disputed",
                examples = "status == 'disputed'")
        Optional<String> disputed,

        @Schema(description = "Only records of the last months")
        Optional<WindowJson> window,

        @Schema(description = "For latest: which record is the latest; the one recorded last where left out")
        Optional<String> orderBy,

        @Schema(description = "The value where there is no record; money in yuan. Missing where left out")
        Optional<Object> otherwise,

        @Schema(
                enumeration = {"bool", "int", "money", "number", "text", "date", "household"},
                readOnly = true)
        String type) {

    static FactJson of(FactDefinition fact) {
        return new FactJson(
                fact.name().toString(),
                LocalizedTextJson.of(fact.title()),
                fact.dataset().value(),
                fact.derivation().word(),
                fact.column(),
                fact.where(),
                fact.disputed(),
                fact.window().map(window -> new WindowJson(window.on(), window.months())),
                fact.orderBy(),
                fact.otherwise().map(FactConstant::written),
                fact.type().name().toLowerCase(Locale.ROOT));
    }

    /** The months a fact looks back. */
    @Schema(
            name = "FactWindow",
            description = "Records whose date is later than the day asked about less the months, and not after it")
    record WindowJson(
            @Schema(description = "A property of format date", examples = "decided_on", required = true)
            String on,

            @Schema(minimum = "1", maximum = "1200", examples = "24", required = true)
            int months) {}
}
