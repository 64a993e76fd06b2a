package city.huitong.consent.api;

import city.huitong.subject.SourcedFact;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fact as disclosed. */
@Schema(name = "DisclosedFact")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DisclosedFactJson(
        String name,
        Optional<Object> value,

        @Schema(description = "When the newest record behind it was stored, UTC")
        Optional<Instant> asOf,

        String dataset) {

    static DisclosedFactJson of(SourcedFact fact) {
        return new DisclosedFactJson(
                fact.definition().name().toString(),
                fact.plainValue(),
                fact.asOf(),
                fact.definition().dataset().value());
    }
}
