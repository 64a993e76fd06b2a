package city.huitong.entitlement.api;

import city.huitong.entitlement.Recomputation;
import city.huitong.entitlement.RecomputeAfterLaw;
import city.huitong.platform.security.Roles;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What publications that reach back have caused. */
@Path("/v1/policies/{id}/recomputations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Entitlements")
class RecomputationResource {

    private static final int SHOWN = 50;

    /** A recomputation as answered; numbers only. */
    @Schema(name = "Recomputation", description = "Paid periods decided anew because a publication reaches back")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RecomputationJson(
            UUID id,

            @Schema(description = "The publication that reaches back")
            int publication,

            @Schema(description = "The first day for which the law says something else than before")
            LocalDate since,

            @Schema(description = "Subjects decided anew so far")
            long subjects,

            @Schema(description = "Payments that followed") long corrections,
            @Schema(description = "Added, in fen") long toppedUpFen,
            @Schema(description = "Asked back, in fen") long clawedBackFen,
            @Schema(description = "UTC") Instant startedAt,

            @Schema(description = "UTC; none while it goes on")
            Optional<Instant> endedAt) {

        static RecomputationJson of(Recomputation recomputation) {
            return new RecomputationJson(
                    recomputation.id(),
                    recomputation.publication(),
                    recomputation.since(),
                    recomputation.subjects(),
                    recomputation.corrections(),
                    recomputation.toppedUpFen(),
                    recomputation.clawedBackFen(),
                    recomputation.startedAt(),
                    recomputation.endedAt());
        }
    }

    /** The list. */
    @Schema(name = "Recomputations")
    record Recomputations(List<RecomputationJson> items) {}

    private final RecomputeAfterLaw recompute;

    RecomputationResource(RecomputeAfterLaw recompute) {
        this.recompute = recompute;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(
            operationId = "listRecomputations",
            summary = "What publications that reach back have caused",
            description =
                    "When a publication says something else for days that have passed, what was paid for them is decided"
                            + " anew by itself, if the policy tops up or asks back (`recompute`). The latest 50, newest first.")
    public Uni<Recomputations> list(@RestPath @Parameter(description = "The policy") String id) {
        return recompute
                .latest(id, SHOWN)
                .map(found -> new Recomputations(
                        found.stream().map(RecomputationJson::of).toList()));
    }
}
