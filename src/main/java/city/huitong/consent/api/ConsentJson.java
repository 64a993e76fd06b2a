package city.huitong.consent.api;

import city.huitong.consent.Consent;
import city.huitong.consent.Item;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consent as answered. The subject is not named: who proposed knows whom they have named, and nobody else needs to. */
@Schema(name = "Consent", description = "A subject's permission for a recipient to see some of its data for a purpose")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ConsentJson(
        UUID id,

        @Schema(description = "From 1; each narrowing makes the next")
        int version,

        @Schema(
                description =
                        "PENDING, PARTIALLY_APPROVED, ACTIVE, PAUSED, SUSPENDED, REJECTED, CANCELLED, TIMED_OUT, REVOKED,"
                                + " EXPIRED or EXHAUSTED")
        String state,

        @Schema(description = "person or enterprise") String subjectKind,

        @Schema(description = "The client that may read") String recipient,
        Optional<String> product,
        String purpose,
        Optional<String> reference,
        List<ItemJson> items,

        @Schema(description = "How many months back facts may reach")
        int lookbackMonths,

        Instant notBefore,
        @Schema(description = "Exclusive") Instant notAfter,
        int maxReads,
        @Schema(description = "On one of the city's days") int maxReadsPerDay,

        @Schema(description = "For how many days an answer may be kept")
        int retentionDays,

        @Schema(description = "Whether answers may be given to others")
        boolean onward,

        @Schema(description = "How many must approve") int approvalsNeeded,
        @Schema(description = "How many have") int approvalsGiven,
        int readsUsed,
        int readsLeft,

        @Schema(description = "When it was read by last, UTC")
        Optional<Instant> lastReadAt,

        Instant proposedAt,

        @Schema(description = "Until when it can be approved")
        Instant approveBy,

        @Schema(description = "The version of the fair-use rules that allowed it")
        String ruleSet) {

    /** An item as written in JSON. */
    @Schema(name = "ConsentItem")
    record ItemJson(
            @Schema(description = "fact", examples = "fact") String kind,
            @Schema(examples = "person.birth") String code) {

        static ItemJson of(Item item) {
            return new ItemJson(item.kind().word(), item.code());
        }
    }

    static ConsentJson of(Consent consent) {
        var request = consent.request();
        var terms = consent.terms();
        return new ConsentJson(
                consent.id(),
                consent.version(),
                consent.state().word(),
                consent.kind().word(),
                request.recipient(),
                request.product(),
                request.purpose(),
                request.reference(),
                terms.items().stream().map(ItemJson::of).toList(),
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
}
