package city.huitong.audit.api;

import city.huitong.audit.RecoverLog;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes an operator's order to let a halted log go on. */
@Path("/v1/audit/recovery")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
class RecoveryResource {

    private final RecoverLog recoverLog;
    private final Caller caller;

    RecoveryResource(RecoverLog recoverLog, Caller caller) {
        this.recoverLog = recoverLog;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "recoverAuditLog",
            summary = "Let a halted log go on",
            description = "The body is the newest checkpoint that you trust, as a partner or an auditor has kept it."
                    + " Database or files are rebuilt from whichever side has its tree. The order is itself a leaf.")
    public Uni<RecoveryJson> recover(String checkpoint) {
        return recoverLog.recover(checkpoint, caller.client(), Roles.OPERATOR).map(RecoveryJson::of);
    }
}
