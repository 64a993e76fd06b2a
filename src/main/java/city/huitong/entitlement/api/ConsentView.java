package city.huitong.entitlement.api;

import city.huitong.consent.Consent;
import city.huitong.consent.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A consent as its subject sees it, in GraphQL: what {@code /v1/me/consents} lists. */
@Type("Consent")
@Description("A subject's permission for a recipient to see some of its data for a purpose")
public record ConsentView(
        @Id @NonNull @Description("GET /v1/me/consents/{id} has its words and its moves")
        String id,

        @Description("From 1; each narrowing makes the next")
        int version,

        @NonNull
        @Description(
                "PENDING, PARTIALLY_APPROVED, ACTIVE, PAUSED, SUSPENDED, REJECTED, CANCELLED, TIMED_OUT, REVOKED, EXPIRED or"
                        + " EXHAUSTED")
        String state,

        @NonNull @Description("person or enterprise") String subjectKind,
        @NonNull @Description("The client that may read") String recipient,

        @Description("What the recipient offers, as its own code")
        Optional<String> product,

        @NonNull @Description("What for") String purpose,
        @Description("The recipient's own reference") Optional<String> reference,
        @NonNull @Description("What may be seen") List<@NonNull ItemView> items,
        @Description("How many months back facts may reach") int lookbackMonths,
        @NonNull @Description("From when on, UTC") Instant notBefore,
        @NonNull @Description("Until when, UTC, exclusive") Instant notAfter,
        @Description("How often in all") int maxReads,
        @Description("How often on one of the city's days") int maxReadsPerDay,

        @Description("For how many days an answer may be kept")
        int retentionDays,

        @Description("Whether answers may be given to others")
        boolean onward,

        @Description("How many must approve") int approvalsNeeded,
        @Description("How many have") int approvalsGiven,
        @Description("How often it was used") int readsUsed,
        @Description("How often it can be used yet") int readsLeft,
        @Description("When it was used last, UTC") Optional<Instant> lastReadAt,
        @NonNull @Description("When it was asked for, UTC") Instant proposedAt,

        @NonNull @Description("Until when it can be approved, UTC")
        Instant approveBy,

        @NonNull @Description("The version of the fair-use rules that allowed it")
        String ruleSet) {

    /** One thing that may be seen. */
    @Type("ConsentItem")
    @Description("One thing that a consent lets its recipient see")
    public record ItemView(
            @NonNull @Description("fact, predicate, band or score")
            String kind,

            @NonNull @Description("For a fact its full name")
            String code) {

        static ItemView of(Item item) {
            return new ItemView(item.kind().word(), item.code());
        }
    }

    static ConsentView of(Consent consent) {
        var request = consent.request();
        var terms = consent.terms();
        return new ConsentView(
                consent.id().toString(),
                consent.version(),
                consent.state().word(),
                consent.kind().word(),
                request.recipient(),
                request.product(),
                request.purpose(),
                request.reference(),
                terms.items().stream().map(ItemView::of).toList(),
                terms.lookbackMonths(),
                terms.notBefore(),
                terms.notAfter(),
                terms.maxReads(),
                terms.maxReadsPerDay(),
                terms.retentionDays(),
                terms.onward(),
                consent.approvals().needed(),
                consent.approvals().given().size(),
                consent.use().reads(),
                terms.maxReads() - consent.use().reads(),
                consent.use().lastAt(),
                consent.proposedAt(),
                consent.approveBy(),
                request.ruleSet());
    }

    /** Some consents in GraphQL. */
    @Type("ConsentPage")
    @Description("One page of a subject's consents, newest first")
    public record PageView(
            @NonNull @Description("The consents") List<@NonNull ConsentView> items,

            @Description("Give it back unchanged as `after` for the next page; null on the last one")
            Optional<String> next) {}
}
