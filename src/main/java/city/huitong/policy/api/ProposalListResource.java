package city.huitong.policy.api;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import city.huitong.policy.FindProposal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Proposals of all policies: what waits for a second person. */
@Path("/v1/policy-proposals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
class ProposalListResource {

    private final FindProposal findProposal;

    ProposalListResource(FindProposal findProposal) {
        this.findProposal = findProposal;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.SECOND_OFFICER, Roles.AUDITOR})
    @Operation(operationId = "listAllPolicyProposals", summary = "Proposals of all policies, newest first")
    public Uni<Page<ProposalJson>> proposals(
            @RestQuery
                    @Nullable
                    @Parameter(
                            description = "PROPOSED, APPROVED, REJECTED or WITHDRAWN; default all",
                            example = "PROPOSED")
                    String state,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return findProposal
                .list(Optional.empty(), ProposalJson.state(state), PageRequest.parse(limit, after))
                .map(page -> page.map(ProposalJson::brief));
    }
}
