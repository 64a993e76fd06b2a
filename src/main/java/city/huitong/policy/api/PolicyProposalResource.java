package city.huitong.policy.api;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.platform.security.StepUp;
import city.huitong.policy.DecideProposal;
import city.huitong.policy.FindProposal;
import city.huitong.policy.PolicyId;
import city.huitong.policy.ProposePolicy;
import city.huitong.policy.api.ProposalJson.RejectionJson;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Proposed policies: what they have shown, and what the second person decides. */
@Path("/v1/policies/{id}/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
class PolicyProposalResource {

    private static final String POLICY = "The policy";
    private static final String PROPOSAL = "The proposal";
    private static final String ONE = "/{proposal}";

    private final ProposePolicy proposePolicy;
    private final DecideProposal decideProposal;
    private final FindProposal findProposal;
    private final Caller caller;

    PolicyProposalResource(
            ProposePolicy proposePolicy, DecideProposal decideProposal, FindProposal findProposal, Caller caller) {
        this.proposePolicy = proposePolicy;
        this.decideProposal = decideProposal;
        this.findProposal = findProposal;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.SECOND_OFFICER, Roles.AUDITOR})
    @Operation(operationId = "listPolicyProposals", summary = "Proposals of one policy, newest first")
    public Uni<Page<ProposalJson>> ofPolicy(
            @RestPath @Parameter(description = POLICY) String id,
            @RestQuery
                    @Nullable
                    @Parameter(
                            description = "PROPOSED, APPROVED, REJECTED or WITHDRAWN; default all",
                            example = "PROPOSED")
                    String state,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return findProposal
                .list(Optional.of(policy(id)), ProposalJson.state(state), PageRequest.parse(limit, after))
                .map(page -> page.map(ProposalJson::brief));
    }

    @GET
    @Path(ONE)
    @RolesAllowed({Roles.OFFICER, Roles.SECOND_OFFICER, Roles.AUDITOR})
    @Operation(operationId = "getPolicyProposal", summary = "A proposal with its document and its report")
    public Uni<ProposalJson> one(
            @RestPath @Parameter(description = POLICY) String id,
            @RestPath @Parameter(description = PROPOSAL) String proposal) {
        return findProposal.require(policy(id), parse(proposal)).map(ProposalJson::of);
    }

    @POST
    @Path(ONE + "/check")
    @RolesAllowed(Roles.OFFICER)
    @Operation(
            operationId = "checkPolicyProposal",
            summary = "Check a proposal again, against what is law now",
            description =
                    "After something else was published in between, or when everybody's facts were not loaded yet.")
    public Uni<ProposalJson> check(
            @RestPath @Parameter(description = POLICY) String id,
            @RestPath @Parameter(description = PROPOSAL) String proposal) {
        return proposePolicy.check(policy(id), parse(proposal), caller.client()).map(ProposalJson::of);
    }

    @POST
    @StepUp
    @Path(ONE + "/approve")
    @RolesAllowed(Roles.SECOND_OFFICER)
    @Operation(
            operationId = "approvePolicyProposal",
            summary = "Publish what somebody else has proposed",
            description = "Needs a strong login of the last five minutes. Afterwards everybody is matched.")
    public Uni<ProposalJson> approve(
            @RestPath @Parameter(description = POLICY) String id,
            @RestPath @Parameter(description = PROPOSAL) String proposal) {
        return decideProposal
                .approve(policy(id), parse(proposal), caller.client())
                .map(ProposalJson::brief);
    }

    @POST
    @Path(ONE + "/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SECOND_OFFICER)
    @Operation(operationId = "rejectPolicyProposal", summary = "Say no to what somebody else has proposed, and why")
    public Uni<ProposalJson> reject(
            @RestPath @Parameter(description = POLICY) String id,
            @RestPath @Parameter(description = PROPOSAL) String proposal,
            @Nullable RejectionJson body) {
        var reason = body == null || body.reason() == null ? "" : body.reason();
        return decideProposal
                .reject(policy(id), parse(proposal), reason, caller.client())
                .map(ProposalJson::brief);
    }

    @POST
    @Path(ONE + "/withdraw")
    @RolesAllowed(Roles.OFFICER)
    @Operation(operationId = "withdrawPolicyProposal", summary = "Take back one's own proposal")
    public Uni<ProposalJson> withdraw(
            @RestPath @Parameter(description = POLICY) String id,
            @RestPath @Parameter(description = PROPOSAL) String proposal) {
        return proposePolicy
                .withdraw(policy(id), parse(proposal), caller.client())
                .map(ProposalJson::brief);
    }

    private static PolicyId policy(String id) {
        if (!PolicyId.isValid(id)) {
            throw FindProposal.unknown();
        }
        return new PolicyId(id);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw FindProposal.unknown();
        }
    }
}
