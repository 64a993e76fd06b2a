package city.huitong.entitlement.api;

import city.huitong.policy.Eligibility;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A policy in GraphQL. */
@Type("Policy")
@Description("A benefit or a duty of a kind of subject, with every version it has had")
public record PolicyView(
        @NonNull @Description("Its id, city first") String id,
        @NonNull @Description("Title in Chinese") String titleZh,
        @NonNull @Description("Title in English") String titleEn,

        @NonNull @Description("Who it is about: person, household or enterprise")
        String subject,

        @NonNull @Description("The department that answers for it")
        String authority,

        @NonNull @Description("direct: granted without an application; confirm; or assisted")
        String automation,

        @NonNull @Description("In the order of time, without overlap")
        List<@NonNull VersionView> versions) {

    static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.id().value(),
                policy.title().zh(),
                policy.title().en(),
                policy.subject().word(),
                policy.authority(),
                policy.automation().word(),
                policy.versions().stream().map(VersionView::of).toList());
    }

    /** A policy's version in GraphQL. */
    @Type("PolicyVersion")
    @Description("A policy as it is law for some time")
    public record VersionView(
            @NonNull @Description("First day of its validity")
            LocalDate validFrom,

            @Description("Last day, itself included; null while no end is known")
            Optional<LocalDate> validTo,

            @NonNull @Description("month, quarter, year or once")
            String period,

            @NonNull @Description("The named conditions, in the order of the document")
            List<@NonNull ConditionView> criteria) {

        static VersionView of(PolicyVersion version) {
            return new VersionView(
                    version.valid().from(),
                    version.valid().to(),
                    version.benefit().period().word(),
                    version.eligible().criteria().map(ConditionView::of).toList());
        }
    }

    /** A criterion as a policy states it, in GraphQL. */
    @Type("Condition")
    @Description("A criterion as a policy states it, before anybody is asked about")
    public record ConditionView(
            @NonNull @Description("Unique within its version")
            String id,

            @NonNull @Description("The condition as written, in CEL")
            String when,

            @NonNull @Description("In words, in Chinese") String textZh,
            @NonNull @Description("In words, in English") String textEn,
            @Description("Where the law says so") Optional<String> legal) {

        static ConditionView of(Eligibility.Criterion criterion) {
            return new ConditionView(
                    criterion.id(),
                    criterion.when().source(),
                    criterion.text().zh(),
                    criterion.text().en(),
                    criterion.legal());
        }
    }
}
