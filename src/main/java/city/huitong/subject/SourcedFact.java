package city.huitong.subject;

import city.huitong.catalog.FactDefinition;
import city.huitong.expression.Value;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact and where it comes from.
 *
 * @param value empty when the fact is missing
 * @param asOf when the newest record behind it was stored, UTC; empty when there is no record
 * @param record the newest record behind it: dataset and key, with pseudonyms for numbers; empty when there is none
 * @param recordHash SHA-256 of what that record says, 64 hexadecimal digits; only of facts as known at a stated time
 */
public record SourcedFact(
        FactDefinition definition,
        Optional<Value> value,
        Optional<Instant> asOf,
        Optional<String> record,
        Optional<String> recordHash) {

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
