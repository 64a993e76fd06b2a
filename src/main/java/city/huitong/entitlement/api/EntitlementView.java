package city.huitong.entitlement.api;

import city.huitong.entitlement.Award;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Standing.Undecided;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An entitlement in GraphQL. */
@Type("Entitlement")
@Description("What one subject has of one policy")
public record EntitlementView(
        @NonNull @Description("Whose it is") SubjectView subject,

        @NonNull @Description("The policy's id, known even if the policy can no longer be read")
        String policyId,

        @NonNull @Description(States.MEANING) String state,

        @Description("First day of the policy version that was applied")
        Optional<LocalDate> version,

        @Description("Amount per period, in fen; what it is or would be")
        Optional<Long> amountFen,

        @Description("month, quarter, year or once") Optional<String> period,
        @NonNull @Description("Other amounts") List<@NonNull FigureView> figures,
        @NonNull @Description("Facts that keep it open") List<@NonNull String> missing,

        @Description("What keeps an eligible subject from being granted")
        Optional<ExcludedByJson> excludedBy,

        @Description("The day of the grant") Optional<LocalDate> grantedOn,

        @NonNull @Description("The day for which it was decided")
        LocalDate asOf,

        @NonNull @Description("When it last changed, UTC") Instant changedAt) {

    static EntitlementView of(Entitlement entitlement) {
        var award = entitlement.standing().award();
        return new EntitlementView(
                new SubjectView(
                        entitlement.subject().toString(), entitlement.kind().word()),
                entitlement.policy().value(),
                entitlement.standing().word(),
                award.map(Award::version),
                award.map(Award::amountFen),
                award.map(each -> each.period().word()),
                FigureView.of(award.map(Award::figures).orElse(Map.of())),
                entitlement.standing() instanceof Undecided(var missing) ? List.copyOf(missing) : List.of(),
                ExcludedByJson.of(entitlement.standing()),
                entitlement.grounds().grantedOn(),
                entitlement.asOf(),
                entitlement.changedAt());
    }

    /** Some entitlements in GraphQL. */
    @Type("EntitlementPage")
    @Description("One page of a policy's entitlements, by subject")
    public record PageView(
            @NonNull @Description("The entitlements") List<@NonNull EntitlementView> items,

            @Description("Give it back unchanged as `after` for the next page; null on the last one")
            Optional<String> next) {}
}
