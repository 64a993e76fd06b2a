package city.huitong.entitlement.api;

import city.huitong.entitlement.History;
import city.huitong.entitlement.HistoryMove;
import city.huitong.entitlement.Payment;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entitlement with its moves and payments, as answered. */
@Schema(name = "EntitlementHistory", description = "An entitlement with all of its moves and payments")
public record HistoryJson(EntitlementJson entitlement, List<MoveJson> moves, List<PaymentJson> payments) {

    static HistoryJson of(History history) {
        return new HistoryJson(
                EntitlementJson.of(history.entitlement()),
                history.moves().stream().map(MoveJson::of).toList(),
                history.payments().stream().map(PaymentJson::of).toList());
    }

    /** A move, by REST and GraphQL. */
    @Schema(name = "EntitlementMove", description = "A move of an entitlement, oldest first")
    @Type("EntitlementMove")
    @Description("A move of an entitlement")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record MoveJson(
            @Schema(description = "What happened, for example GRANTED or DECLINED")
            @NonNull
            @Description("What happened, for example GRANTED or DECLINED")
            String move,

            @Schema(description = "The state after it") @NonNull @Description("The state after it")
            String state,

            @Schema(description = "First day of the policy version that was applied")
            @Description("First day of the policy version that was applied")
            Optional<LocalDate> version,

            @Schema(description = "Per period, in fen") @Description("Per period, in fen")
            Optional<Long> amountFen,

            @Schema(description = "The day for which it was decided")
            @NonNull
            @Description("The day for which it was decided")
            LocalDate asOf,

            @Schema(description = "In which role it was made; hub for a decision")
            @NonNull
            @Description("In which role it was made; hub for a decision")
            String role,

            @Schema(description = "When, UTC") @NonNull @Description("When, UTC")
            Instant at) {

        static MoveJson of(HistoryMove move) {
            return new MoveJson(
                    move.movement().name(),
                    move.state(),
                    move.version(),
                    move.amountFen(),
                    move.asOf(),
                    move.role(),
                    move.at());
        }
    }

    /** Money, by REST and GraphQL. */
    @Schema(name = "EntitlementPayment", description = "Money of one period: the payment, and what followed it")
    @Type("EntitlementPayment")
    @Description("Money of one period: the payment, and what followed it")
    public record PaymentJson(
            @Schema(description = "First day of the period; the day of the grant where it is due once")
            @NonNull
            @Description("First day of the period; the day of the grant where it is due once")
            LocalDate periodFrom,

            @Schema(description = "DISBURSED, TOPPED_UP or CLAWED_BACK")
            @NonNull
            @Description("DISBURSED, TOPPED_UP or CLAWED_BACK")
            String kind,

            @Schema(description = "First day of the policy version by which it was decided")
            @NonNull
            @Description("First day of the policy version by which it was decided")
            LocalDate version,

            @Schema(description = "In fen; what is asked back is negative")
            @Description("In fen; what is asked back is negative")
            long amountFen,

            @Schema(description = "The day for which it was decided")
            @NonNull
            @Description("The day for which it was decided")
            LocalDate asOf,

            @Schema(description = "When, UTC") @NonNull @Description("When, UTC")
            Instant at) {

        static PaymentJson of(Payment payment) {
            return new PaymentJson(
                    payment.periodFrom(),
                    payment.movement().name(),
                    payment.version(),
                    payment.amountFen(),
                    payment.asOf(),
                    payment.at());
        }
    }
}
