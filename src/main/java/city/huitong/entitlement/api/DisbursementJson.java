package city.huitong.entitlement.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a department says that it has paid. */
@Schema(name = "Disbursement", description = "What was paid")
record DisbursementJson(
        @Schema(description = "Any day of the period that was paid for", required = true) @Nullable
        LocalDate day,

        @Schema(description = "What was paid, in fen; it must be what is due", required = true) @Nullable
        Long amountFen) {

    LocalDate paidFor() {
        if (day == null) {
            throw missing("/day");
        }
        return day;
    }

    long paidFen() {
        if (amountFen == null) {
            throw missing("/amountFen");
        }
        return amountFen;
    }

    static RuntimeException missing(String pointer) {
        return REQUEST_INVALID
                .because("a disbursement has a day and an amount")
                .with(List.of(new Violation(pointer, "value-missing", "must be given")));
    }
}
