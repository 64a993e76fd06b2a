package city.huitong.entitlement.api;

import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Standing;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Undecided;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entitlement as answered. */
@Schema(name = "Entitlement", description = "What one subject has of one policy")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EntitlementJson(
        String policy,
        @Schema(description = "The subject's pseudonym") String subject,

        @Schema(description = "person, household or enterprise")
        String kind,

        @Schema(description = "GRANTED, UNDETERMINED or WITHDRAWN")
        String state,

        @Schema(description = "First day of the policy version that was applied")
        Optional<LocalDate> version,

        @Schema(description = "Amount per period, in fen; of a granted one")
        Optional<Long> amountFen,

        @Schema(description = "month, quarter, year or once")
        Optional<String> period,

        @Schema(description = "Other amounts, in fen") Map<String, Long> figures,

        @Schema(description = "Facts that keep it open") List<String> missing,

        @Schema(description = "The day for which it was decided")
        LocalDate asOf,

        @Schema(description = "When it last changed, UTC") Instant changedAt) {

    static EntitlementJson of(Entitlement entitlement) {
        var granted = granted(entitlement.standing());
        return new EntitlementJson(
                entitlement.policy().value(),
                entitlement.subject().toString(),
                entitlement.kind().word(),
                entitlement.standing().word(),
                granted.map(Granted::version),
                granted.map(Granted::amountFen),
                granted.map(each -> each.period().word()),
                granted.map(Granted::figures).orElse(Map.of()),
                missing(entitlement.standing()),
                entitlement.asOf(),
                entitlement.changedAt());
    }

    private static Optional<Granted> granted(Standing standing) {
        return standing instanceof Granted granted ? Optional.of(granted) : Optional.empty();
    }

    private static List<String> missing(Standing standing) {
        return standing instanceof Undecided(var missing) ? List.copyOf(missing) : List.of();
    }
}
