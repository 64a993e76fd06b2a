package city.huitong.subject;

import city.huitong.catalog.FactDefinition;
import city.huitong.expression.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fact and where it comes from.
 *
 * @param value empty when the fact is missing
 * @param disputed whether it is missing while a record of it is in dispute
 * @param asOf when the newest record behind it was stored, UTC; empty when there is no record
 * @param record the newest record behind it: dataset and key, with pseudonyms for numbers; empty when there is none
 * @param recordHash SHA-256 of what that record says, 64 hexadecimal digits; only of facts as known at a stated time
 */
public record SourcedFact(
        FactDefinition definition,
        Optional<Value> value,
        boolean disputed,
        Optional<Instant> asOf,
        Optional<String> record,
        Optional<String> recordHash) {

    private static final Pattern PSEUDONYM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The same, whose record's reference names nobody but these; others are redacted. */
    SourcedFact namingOnly(Set<String> pseudonyms) {
        return new SourcedFact(
                definition,
                value,
                disputed,
                asOf,
                record.map(reference -> PSEUDONYM
                        .matcher(reference)
                        .replaceAll(found -> pseudonyms.contains(found.group()) ? found.group() : "redacted")),
                recordHash);
    }

    /** The value as plain text, number, date or truth value; money in fen. */
    public Optional<Object> plainValue() {
        return value.map(SourcedFact::plain);
    }

    /** A value as plain text, number, date or truth value; money in fen. */
    public static Object plain(Value value) {
        return switch (value) {
            case Value.Bool(var bool) -> bool;
            case Value.Int(var number) -> number;
            case Value.Money(var fen) -> fen;
            case Value.Num(var number) -> number;
            case Value.Text(var text) -> text;
            case Value.Day(var day) -> day;
        };
    }
}
