package city.huitong.subject.api;

import city.huitong.audit.Access;
import city.huitong.audit.Basis;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An act as its subject sees it. */
@Schema(name = "Access", description = "Who read what of one's data, when, why, and on which basis")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AccessJson(
        @Schema(description = "The leaf that proves it") UUID leaf,

        @Schema(description = "Its place in the log, from 0; left out for the first half second")
        Optional<Long> index,

        @Schema(
                description = "READ, REFUSED, CONSENT_CHANGED, ACCESS_CHANGED, BREAK_GLASS, POLICY_CHANGED,"
                        + " ENTITLEMENT_MOVED or LOG_RULE")
        String kind,

        @Schema(description = "When, UTC") Instant at,

        @Schema(description = "Who: the client; self is the subject")
        String actor,

        @Schema(description = "In which role") String role,
        @Schema(description = "What for") String purpose,

        @Schema(description = "Names of what was read, never values")
        List<String> fields,

        @Schema(description = "The consent's id, when it was one")
        Optional<String> consent,

        @Schema(description = "The consent's version") Optional<Integer> consentVersion,

        @Schema(description = "The legal basis' code, when it was a law")
        Optional<String> law,

        @Schema(description = "The document that says so") Optional<String> document,

        @Schema(description = "How many subjects the same request read")
        int batch,

        @Schema(description = "The answer in which it was given")
        Optional<UUID> answer,

        @Schema(description = "Further codes") Map<String, String> details,

        @Schema(description = "When it was shown first, UTC; later than the act when two people have delayed it")
        Instant visibleFrom,

        @Schema(description = "Where its inclusion proof is")
        String proof) {

    static AccessJson of(Access access) {
        var entry = access.entry();
        var consent =
                entry.basis() instanceof Basis.Consent given ? Optional.of(given) : Optional.<Basis.Consent>empty();
        var law = entry.basis() instanceof Basis.Law listed ? Optional.of(listed) : Optional.<Basis.Law>empty();
        return new AccessJson(
                access.leaf(),
                boxed(access.index()),
                entry.kind().name(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.purpose(),
                entry.fields(),
                consent.map(Basis.Consent::id),
                consent.map(Basis.Consent::version),
                law.map(Basis.Law::code),
                law.map(Basis.Law::document),
                entry.batch(),
                entry.answer(),
                entry.details(),
                access.visibleFrom(),
                "/v1/me/accesses/" + access.leaf() + "/proof");
    }

    private static Optional<Long> boxed(OptionalLong index) {
        return index.isPresent() ? Optional.of(index.getAsLong()) : Optional.empty();
    }
}
