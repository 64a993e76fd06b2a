package city.huitong.matching.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.matching.AnalysePolicy;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which data the city should share next. */
@Path("/v1/data-gaps")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
class DataGapResource {

    private final AnalysePolicy analysis;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    DataGapResource(AnalysePolicy analysis, CurrentCatalog catalog, CityClock clock) {
        this.analysis = analysis;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "listDataGaps",
            summary = "Facts whose absence keeps decisions open, by the money that waits for them",
            description =
                    "Counted over everybody and all policies in force today. Numbers about fewer than ten are left out.")
    public Uni<List<DataGapJson>> gaps() {
        return analysis.pictures(clock.today()).map(pictures -> DataGapJson.of(pictures, catalog.get()));
    }
}
