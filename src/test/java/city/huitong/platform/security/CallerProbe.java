package city.huitong.platform.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** An endpoint of the tests: answers who the hub takes the caller for. Features that need it come in packages above. */
@Path("/probe")
@Produces("application/json")
public class CallerProbe {

    private final Caller caller;

    CallerProbe(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Operation(hidden = true)
    @RolesAllowed({
        Roles.INSTITUTION,
        Roles.PARTNER,
        Roles.CITIZEN,
        Roles.ENTERPRISE,
        Roles.SECOND_OFFICER,
        Roles.OFFICER,
        Roles.AUDITOR
    })
    public Map<String, String> whoAmI() {
        return Map.of(
                "client", caller.client(),
                "number", caller.ownNumber().map(ClaimedNumber::toString).orElse("none"),
                "revealed", caller.ownNumber().map(ClaimedNumber::reveal).orElse("none"),
                "acr", caller.acr().orElse("none"));
    }

    @POST
    @Operation(hidden = true)
    @RolesAllowed({Roles.INSTITUTION, Roles.PARTNER, Roles.OFFICER})
    public Map<String, String> write() {
        return Map.of("client", caller.client());
    }

    @POST
    @Path("consents/approve")
    @Operation(hidden = true)
    @RolesAllowed({Roles.CITIZEN, Roles.INSTITUTION})
    @StepUp
    public Map<String, String> approve() {
        return Map.of("client", caller.client());
    }
}
