package city.huitong.entitlement.api;

import city.huitong.entitlement.Award;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Standing;
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

        @Schema(description = States.MEANING) String state,

        @Schema(description = "First day of the policy version that was applied")
        Optional<LocalDate> version,

        @Schema(description = "Amount per period, in fen; what it is or would be")
        Optional<Long> amountFen,

        @Schema(description = "month, quarter, year or once")
        Optional<String> period,

        @Schema(description = "Other amounts, in fen") Map<String, Long> figures,

        @Schema(description = "Facts that keep it open") List<String> missing,

        @Schema(description = "What keeps an eligible subject from being granted")
        Optional<ExcludedByJson> excludedBy,

        @Schema(description = "The day of the grant") Optional<LocalDate> grantedOn,

        @Schema(description = "The day for which it was decided")
        LocalDate asOf,

        @Schema(description = "When it last changed, UTC") Instant changedAt) {

    static EntitlementJson of(Entitlement entitlement) {
        var award = entitlement.standing().award();
        return new EntitlementJson(
                entitlement.policy().value(),
                entitlement.subject().toString(),
                entitlement.kind().word(),
                entitlement.standing().word(),
                award.map(Award::version),
                award.map(Award::amountFen),
                award.map(each -> each.period().word()),
                award.map(Award::figures).orElse(Map.of()),
                missing(entitlement.standing()),
                ExcludedByJson.of(entitlement.standing()),
                entitlement.grounds().grantedOn(),
                entitlement.asOf(),
                entitlement.changedAt());
    }

    private static List<String> missing(Standing standing) {
        return standing instanceof Undecided(var missing) ? List.copyOf(missing) : List.of();
    }
}
