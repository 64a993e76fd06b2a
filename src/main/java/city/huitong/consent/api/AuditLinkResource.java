package city.huitong.consent.api;

import city.huitong.consent.EraseAuditLink;
import city.huitong.platform.security.Roles;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Erases what links a subject to the audit log. */
@Path("/v1/subjects/{id}/audit-link")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Disclosure")
class AuditLinkResource {

    /** What is left of the act. */
    @Schema(name = "Erasure")
    record ErasureJson(
            @Schema(description = "The leaf of the act; it names nobody")
            UUID leaf) {}

    private final EraseAuditLink eraseAuditLink;

    AuditLinkResource(EraseAuditLink eraseAuditLink) {
        this.eraseAuditLink = eraseAuditLink;
    }

    @POST
    @Path("/erase")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "eraseAuditLink",
            summary = "Erase the link between a subject and the entries about it",
            description =
                    "The entries stay in the log, and with them its root; nobody can say any more whose they were.")
    public Uni<ErasureJson> erase(@RestPath @Parameter(description = "The subject") String id) {
        return eraseAuditLink.erase(FindSubject.parse(id)).map(ErasureJson::new);
    }
}
