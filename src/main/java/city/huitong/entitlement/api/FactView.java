package city.huitong.entitlement.api;

import city.huitong.catalog.Catalog;
import city.huitong.expression.Value;
import city.huitong.subject.SourcedFact;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A fact in GraphQL. */
@Type("Fact")
@Description("A fact about a subject and where it comes from")
public record FactView(
        @NonNull @Description("Name, for example person.hukou")
        String name,

        @NonNull @Description("Title in Chinese") String titleZh,
        @NonNull @Description("Title in English") String titleEn,

        @NonNull @Description("bool, int, money (fen), number, text, date or household")
        String type,

        @Description("The value as text; null when the fact is missing")
        Optional<String> value,

        @Description("Whether nothing is known") boolean missing,
        @NonNull @Description("Source dataset") String dataset,

        @NonNull @Description("The department that answers for it")
        String department,

        @Description("When the newest record behind it was stored, UTC")
        Optional<Instant> asOf,

        @Description("The newest record behind it: dataset and key, pseudonyms for numbers")
        Optional<String> record) {

    static FactView of(SourcedFact fact, Catalog catalog) {
        var definition = fact.definition();
        return new FactView(
                definition.name().toString(),
                definition.title().zh(),
                definition.title().en(),
                definition.type().name().toLowerCase(Locale.ROOT),
                fact.value().map(FactView::text),
                fact.value().isEmpty(),
                definition.dataset().value(),
                catalog.requireDataset(definition.dataset()).department().value(),
                fact.asOf(),
                fact.record());
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Bool(var bool) -> String.valueOf(bool);
            case Value.Int(var number) -> String.valueOf(number);
            case Value.Money(var fen) -> String.valueOf(fen);
            case Value.Num(var number) -> String.valueOf(number);
            case Value.Text(var text) -> text;
            case Value.Day(var day) -> day.toString();
        };
    }
}
