package city.huitong.subject.api;

import city.huitong.catalog.Catalog;
import city.huitong.subject.SourcedFact;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fact as answered. */
@Schema(name = "SubjectFact", description = "A fact about a subject and where it comes from")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FactJson(
        @Schema(description = "Name", examples = "person.hukou")
        String name,

        @Schema(description = "In Chinese") String titleZh,

        @Schema(description = "In English") String titleEn,

        @Schema(description = "bool, int, money (fen), number, text, date or household")
        String type,

        @Schema(description = "The value; left out when the fact is missing")
        Optional<Object> value,

        @Schema(description = "Whether nothing is known") boolean missing,

        @Schema(description = "Source dataset") String dataset,

        @Schema(description = "The department that answers for it")
        String department,

        @Schema(description = "When the newest record behind it was stored, UTC")
        Optional<Instant> asOf,

        @Schema(description = "The newest record behind it: dataset and key, pseudonyms for numbers")
        Optional<String> record) {

    static List<FactJson> of(List<SourcedFact> facts, Catalog catalog) {
        return facts.stream().map(fact -> of(fact, department(fact, catalog))).toList();
    }

    private static String department(SourcedFact fact, Catalog catalog) {
        return catalog.requireDataset(fact.definition().dataset()).department().value();
    }

    private static FactJson of(SourcedFact fact, String department) {
        var definition = fact.definition();
        return new FactJson(
                definition.name().toString(),
                definition.title().zh(),
                definition.title().en(),
                definition.type().name().toLowerCase(Locale.ROOT),
                fact.plainValue(),
                fact.value().isEmpty(),
                definition.dataset().value(),
                department,
                fact.asOf(),
                fact.record());
    }
}
