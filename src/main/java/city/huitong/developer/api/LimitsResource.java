package city.huitong.developer.api;

import city.huitong.platform.security.LimitTable;
import city.huitong.platform.security.StatedLimits;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.arc.All;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All limits in one table. */
@Path("/v1/limits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Developers")
class LimitsResource {

    private final LimitTable table;
    private final List<StatedLimits> parts;

    LimitsResource(LimitTable table, @All List<StatedLimits> parts) {
        this.table = table;
        this.parts = parts;
    }

    /** All limits. */
    @Schema(name = "Limits", description = "What callers may ask for")
    record LimitsJson(
            @Schema(required = true, description = "In cost units, by tier")
            List<TierJson> tiers,

            @Schema(
                    required = true,
                    description = "The tier of who sends neither a token nor a key, by class of addresses")
            String anonymous,

            @Schema(required = true, description = "The tiers of tokens by role; of several the fastest")
            Map<String, String> roles,

            @Schema(
                    required = true,
                    description = "What requests cost in units; the header Request-Cost says what one has cost")
            Map<String, Integer> costs,

            @Schema(required = true, description = "Other limits, by part of the hub")
            Map<String, Map<String, Long>> others) {}

    /** One row of the table. */
    @Schema(name = "TierLimits")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TierJson(
            @Schema(required = true, examples = "trial") String tier,

            @Schema(required = true, description = "Units that come back each second, in each process of the hub")
            int perSecond,

            @Schema(required = true, description = "Units that may be used at once, in each process of the hub")
            int burst,

            @Schema(description = "Units a day of the city; left out where there is no such limit")
            OptionalInt perDay) {

        static TierJson of(LimitTable.Row row) {
            return new TierJson(row.tier(), row.perSecond(), row.burst(), row.perDay());
        }
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getLimits",
            summary = "What callers may ask for: tiers, prices, sizes",
            description =
                    "For everybody. Answers say in RateLimit what is left, and in Request-Cost what they have cost.")
    public LimitsJson limits() {
        var others = new TreeMap<String, Map<String, Long>>();
        parts.forEach(part -> others.put(part.part(), new TreeMap<>(part.limits())));
        return new LimitsJson(
                table.tiers().stream().map(TierJson::of).toList(),
                table.anonymous(),
                table.roles(),
                table.costs(),
                others);
    }
}
