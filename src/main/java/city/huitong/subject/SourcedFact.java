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
 */
public record SourcedFact(
        FactDefinition definition, Optional<Value> value, Optional<Instant> asOf, Optional<String> record) {}
