package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.catalog.FactName;
import city.huitong.consent.ReadAnswer;
import city.huitong.consent.ReadRequest;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was read under a consent. */
@Schema(name = "ConsentRead", description = "Facts read under a consent")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ReadJson(
        @Schema(description = "The answer's id; the subject's trail names it")
        UUID id,

        UUID consent,

        @Schema(description = "The consent's version it was read under")
        int version,

        Instant at,

        @Schema(description = "Until when you may keep it") Instant keepUntil,

        @Schema(description = "How often the consent can still be used")
        int readsLeft,

        List<FactJson> facts) {

    /** What is asked for. */
    @Schema(name = "ConsentReadRequest")
    record Asked(
            @Schema(description = "Full names", examples = "[\"person.birth\"]") @Nullable
            List<@Nullable String> facts,

            @Schema(description = "The consent's purpose", examples = "loan-underwriting") @Nullable
            String purpose) {

        static ReadRequest read(@Nullable Asked body, UUID consent) {
            if (body == null) {
                throw REQUEST_INVALID.because("a body is required");
            }
            var form = new Form();
            var names = form.facts(body.facts);
            var purpose = form.code("/purpose", body.purpose);
            form.refuse();
            return new ReadRequest(
                    consent,
                    names.stream()
                            .flatMap(name -> FactName.parse(name).stream())
                            .collect(Collectors.toSet()),
                    purpose);
        }
    }

    /** A fact. */
    @Schema(name = "ConsentedFact")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FactJson(
            String name,

            @Schema(description = "Left out when the fact is missing")
            Optional<Object> value,

            @Schema(description = "Whether nothing is known")
            boolean missing,

            @Schema(description = "Source dataset") String dataset,

            @Schema(description = "When the newest record behind it was stored, UTC")
            Optional<Instant> asOf) {

        static FactJson of(ReadAnswer.ReadFact fact) {
            return new FactJson(fact.name(), fact.value(), fact.value().isEmpty(), fact.dataset(), fact.asOf());
        }
    }

    static ReadJson of(ReadAnswer answer) {
        return new ReadJson(
                answer.id(),
                answer.consent(),
                answer.version(),
                answer.at(),
                answer.keepUntil(),
                answer.readsLeft(),
                answer.facts().stream().map(FactJson::of).toList());
    }
}
