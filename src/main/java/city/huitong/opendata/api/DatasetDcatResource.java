package city.huitong.opendata.api;

import city.huitong.opendata.RenderCatalogue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One dataset's entry in the open catalogue. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/dcat")
@Tag(name = "Open data", description = "开放数据: what the city has opened to everybody")
class DatasetDcatResource {

    private final RenderCatalogue catalogue;

    DatasetDcatResource(RenderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @PermitAll
    @Produces({Negotiation.JSON_LD, Negotiation.TURTLE})
    @Operation(operationId = "getDatasetDcat", summary = "One open dataset as the catalogue lists it")
    @APIResponse(
            responseCode = "200",
            description = "The dataset",
            content = {
                @Content(mediaType = Negotiation.JSON_LD, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Negotiation.TURTLE, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<RestResponse<String>> dataset(
            @RestPath @Parameter(description = "The dataset", example = "bus-stops") String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = "The ETag you have")
                    String ifNoneMatch,
            @Context Request request) {
        var format = Negotiation.wanted(request);
        var state = catalogue.state();
        return CatalogueAnswers.answer(
                state,
                Negotiation.variant(format),
                format.mediaType(),
                ifNoneMatch,
                () -> catalogue.dataset(state, id, format).map(Negotiation::answer));
    }
}
