package city.huitong.consent.api;

import city.huitong.consent.ApprovalRules;
import city.huitong.platform.security.Roles;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** How many must approve for an enterprise. */
@Path("/v1/subjects/{id}/approval-rule")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Consents")
class ApprovalRuleResource {

    /** The rule. */
    @Schema(name = "ApprovalRule")
    record Rule(
            @Schema(description = "How many must approve, 1 to 10") @Nullable
            Integer needed) {}

    private final ApprovalRules rules;
    private final Acting acting;

    ApprovalRuleResource(ApprovalRules rules, Acting acting) {
        this.rules = rules;
        this.acting = acting;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "setApprovalRule",
            summary = "Say how many must approve a subject's consents",
            description = "One by default. Holds for consents proposed afterwards.")
    public Uni<Rule> set(@RestPath @Parameter(description = "The subject") String id, @Nullable Rule body) {
        var form = new Form();
        var needed = form.whole("/needed", body == null ? null : body.needed, 1, ApprovalRules.MOST);
        form.refuse();
        return rules.set(FindSubject.parse(id), needed, acting.operator()).replaceWith(new Rule(needed));
    }
}
