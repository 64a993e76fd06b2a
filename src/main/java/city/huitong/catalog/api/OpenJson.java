package city.huitong.catalog.api;

import city.huitong.catalog.Anonymity;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.Deprecation;
import city.huitong.catalog.ForeignKey;
import city.huitong.catalog.Frequency;
import city.huitong.catalog.OpenEntry;
import city.huitong.catalog.OpenField;
import city.huitong.catalog.OpeningLevel;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the open catalogue says of a dataset, as answered and as sent. */
@Schema(name = "OpenEntry", description = "What the open catalogue says of a dataset")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record OpenJson(
        @Schema(
                description = "Address of the terms under which it may be used",
                examples = "https://creativecommons.org/licenses/by/4.0/")
        Optional<String> licence,

        @Schema(description = "How users are asked to name the source")
        Optional<LocalizedTextJson> attribution,

        @Schema(description = "Codes of the EU's data themes, or addresses of the city's own", examples = "[\"TRAN\"]")
        List<String> themes,

        @Schema(description = "Words to find it by, in both languages")
        Optional<KeywordsJson> keywords,

        @Schema(
                description = "How often new records are promised",
                enumeration = {
                    "continuous",
                    "daily",
                    "weekly",
                    "biweekly",
                    "monthly",
                    "bimonthly",
                    "quarterly",
                    "semiannual",
                    "annual",
                    "irregular",
                    "never"
                })
        Optional<String> frequency,

        @Schema(description = "The area: code of an administrative division, or an address", examples = "999999")
        Optional<String> spatial,

        @Schema(description = "By property, what is said of it")
        Map<String, FieldJson> fields,

        @Schema(description = "Which properties hold keys of records that readers may go on to")
        List<ForeignKeyJson> foreignKeys,

        @Schema(description = "What protects single people; a must for open datasets about people")
        Optional<AnonymityJson> anonymity,

        @Schema(
                description =
                        "The text of agreements about what is open under conditions; the usual one where left out")
        Optional<LocalizedTextJson> agreement,

        @Schema(description = "When the dataset will be withdrawn; left out while nobody intends to")
        Optional<DeprecationJson> deprecation) {

    static Optional<OpenJson> of(OpenEntry open) {
        return open.equals(OpenEntry.EMPTY) ? Optional.empty() : Optional.of(json(open));
    }

    private static OpenJson json(OpenEntry open) {
        var fields = new LinkedHashMap<String, FieldJson>();
        open.fields().forEach((name, field) -> fields.put(name, FieldJson.of(field)));
        return new OpenJson(
                open.licence(),
                open.attribution().map(LocalizedTextJson::of),
                open.themes(),
                KeywordsJson.of(open),
                open.frequency().map(Frequency::word),
                open.spatial(),
                fields,
                open.foreignKeys().stream().map(ForeignKeyJson::of).toList(),
                open.anonymity().map(AnonymityJson::of),
                open.agreement().map(LocalizedTextJson::of),
                open.deprecation().map(DeprecationJson::of));
    }

    /** Words to find a dataset by. */
    @Schema(name = "OpenKeywords", description = "Words to find the dataset by")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record KeywordsJson(List<String> zh, List<String> en) {

        private static Optional<KeywordsJson> of(OpenEntry open) {
            var isEmpty = open.keywordsZh().isEmpty() && open.keywordsEn().isEmpty();
            return isEmpty ? Optional.empty() : Optional.of(new KeywordsJson(open.keywordsZh(), open.keywordsEn()));
        }
    }

    /** What is said of one property. */
    @Schema(name = "OpenField", description = "What the open catalogue says of a property")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FieldJson(
            @Schema(description = "Its Chinese is the schema's and may be left out")
            Optional<LocalizedTextJson> title,

            @Schema(
                    description = "Stricter than the dataset's; as open as the dataset where left out",
                    enumeration = {"unconditional", "conditional", "none"})
            Optional<String> opening,

            @Schema(description = "Why it is stricter; a must where it is none")
            Optional<LocalizedTextJson> reason,

            @Schema(description = "The law and article that says so")
            Optional<String> basis) {

        private static FieldJson of(OpenField field) {
            return new FieldJson(
                    field.title().map(LocalizedTextJson::of),
                    field.opening().map(OpeningLevel::word),
                    field.reason().map(LocalizedTextJson::of),
                    field.basis());
        }
    }

    /** When an open dataset will be withdrawn. */
    @Schema(name = "Deprecation", description = "When an open dataset will be withdrawn (RFC 9745, RFC 8594)")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DeprecationJson(
            @Schema(description = "The day from which it should not be used for anything new", required = true)
            LocalDate since,

            @Schema(description = "The day from which it may be gone", required = true)
            LocalDate sunset,

            @Schema(description = "The id of the dataset to use instead", examples = "bus-stops")
            Optional<String> successor) {

        private static DeprecationJson of(Deprecation deprecation) {
            return new DeprecationJson(
                    deprecation.since(),
                    deprecation.sunset(),
                    deprecation.successor().map(DatasetId::value));
        }
    }

    /** A foreign key, as W3C CSVW and Frictionless Table Schema have it. */
    @Schema(
            name = "ForeignKey",
            description = "Properties that hold the key of a record of a dataset, another or the same")
    record ForeignKeyJson(
            @Schema(
                    description = "In the order of the other dataset's key, and of its types",
                    examples = "[\"parent\"]",
                    required = true)
            List<String> fields,

            @Schema(description = "The other dataset's id", examples = "administrative-divisions", required = true)
            String reference,

            @Schema(
                    description = "What the other record is to one of these: a field of GraphQL",
                    pattern = "^[a-z][a-z0-9_]{0,40}$",
                    examples = "above",
                    required = true)
            String name,

            @Schema(
                    description = "What these records are to the other one: a field of GraphQL, too",
                    pattern = "^[a-z][a-z0-9_]{0,40}$",
                    examples = "below",
                    required = true)
            String inverse) {

        private static ForeignKeyJson of(ForeignKey key) {
            return new ForeignKeyJson(key.fields(), key.reference().value(), key.name(), key.inverse());
        }
    }

    /** k-anonymity. */
    @Schema(
            name = "Anonymity",
            description = "Each combination of the quasi-identifiers that is shown is shared by at least k records")
    record AnonymityJson(
            @Schema(minimum = "2", maximum = "1000", examples = "10", required = true)
            int k,

            @Schema(description = "Properties by which a person could be found", required = true)
            List<String> of) {

        private static AnonymityJson of(Anonymity anonymity) {
            return new AnonymityJson(anonymity.k(), anonymity.of());
        }
    }
}
