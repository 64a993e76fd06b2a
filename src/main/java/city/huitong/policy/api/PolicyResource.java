package city.huitong.policy.api;

import city.huitong.platform.data.DocumentLines;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyDocuments;
import city.huitong.policy.Proposal;
import city.huitong.policy.ProposePolicy;
import city.huitong.policy.PublishedPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Policies: what is published, and proposing. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies", description = "Tested rules of who gets what")
class PolicyResource {

    private final CurrentPolicies policies;
    private final ProposePolicy proposePolicy;
    private final PolicyDocuments documents;
    private final Caller caller;

    PolicyResource(CurrentPolicies policies, ProposePolicy proposePolicy, PolicyDocuments documents, Caller caller) {
        this.documents = documents;
        this.policies = policies;
        this.proposePolicy = proposePolicy;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.DEPARTMENT, Roles.OPERATOR})
    @Operation(operationId = "listPolicies", summary = "The published policies, by id")
    public Page<PolicyJson> policies(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var page = PageRequest.parse(limit, after);
        var rows = policies.all().stream()
                .filter(published -> id(published).compareTo(page.afterOrStart()) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(page, rows, PolicyResource::id).map(PolicyJson::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.DEPARTMENT, Roles.OPERATOR})
    @Operation(operationId = "getPolicy", summary = "A published policy with its versions and criteria")
    public PolicyJson policy(@RestPath @Parameter(description = "The policy") String id) {
        return PolicyJson.of(policies.require(id));
    }

    @POST
    @RolesAllowed(Roles.OFFICER)
    @Consumes({"application/yaml", MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "201",
            description = "Proposed; Location shows it with its report",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProposalJson.class)))
    @Operation(
            operationId = "proposePolicy",
            summary = "Propose a policy, or its next publication",
            description =
                    "The document of docs/adr/0001 with its golden cases as the list `cases`. All mistakes are answered at"
                            + " once, each with its place. A policy whose cases fail, or have not seen every criterion hold, fail"
                            + " and stay open, is refused. It becomes law when a second officer approves it. The same words again"
                            + " are the same proposal.")
    public Uni<RestResponse<ProposalJson>> propose(
            @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT))) String body) {
        return Uni.createFrom()
                .deferred(() -> proposePolicy.propose(documents.read(body), caller.client()))
                .onFailure(Problem.class)
                .transform(failure -> DocumentLines.of(body).locate(failure))
                .map(PolicyResource::created);
    }

    private static RestResponse<ProposalJson> created(Proposal proposal) {
        var place = "/v1/policies/" + proposal.policy() + "/proposals/" + proposal.id();
        return ResponseBuilder.<ProposalJson>created(URI.create(place))
                .entity(ProposalJson.of(proposal))
                .build();
    }

    private static String id(PublishedPolicy published) {
        return published.policy().id().value();
    }
}
