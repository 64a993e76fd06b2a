package city.huitong.entitlement.api;

import city.huitong.entitlement.Standing;
import city.huitong.entitlement.Standing.KeptOut;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What keeps an eligible subject from being granted, by REST and GraphQL. */
@Schema(name = "ExcludedBy", description = "What keeps an eligible subject from being granted")
@Type("ExcludedBy")
@Description("What keeps an eligible subject from being granted")
public record ExcludedByJson(
        @Schema(description = "policy: another one of its group; ledger: used up; budget: waits for money")
        @NonNull
        @Description("policy: another one of its group; ledger: used up; budget: waits for money")
        String kind,

        @Schema(description = "The policy, the ledger, or the budget's year (or all)")
        @NonNull
        @Description("The policy, the ledger, or the budget's year (or all)")
        String name) {

    static Optional<ExcludedByJson> of(Standing standing) {
        return standing instanceof KeptOut kept
                ? Optional.of(
                        new ExcludedByJson(kept.cause().kind(), kept.cause().name()))
                : Optional.empty();
    }
}
