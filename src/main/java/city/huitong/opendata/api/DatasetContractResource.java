package city.huitong.opendata.api;

import city.huitong.catalog.Dataset;
import city.huitong.opendata.RenderCatalogue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Each open dataset's own contract. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/openapi")
@Tag(name = "Open data", description = "开放数据: what the city has opened to everybody")
class DatasetContractResource {

    private final RenderCatalogue catalogue;
    private final String publicUrl;

    DatasetContractResource(RenderCatalogue catalogue, @ConfigProperty(name = "huitong.public-url") String publicUrl) {
        this.catalogue = catalogue;
        this.publicUrl = publicUrl;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getDatasetContract",
            summary = "An OpenAPI document for one open dataset",
            description =
                    "OpenAPI 3.1, made from the dataset's schema: what can be asked, and what a record looks like.")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<RestResponse<String>> contract(
            @RestPath @Parameter(description = "The dataset", example = "bus-stops") String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = "The ETag you have")
                    String ifNoneMatch) {
        var state = catalogue.state();
        return CatalogueAnswers.answer(
                state,
                "",
                MediaType.APPLICATION_JSON,
                ifNoneMatch,
                () -> written(state.listed(id)).map(ResponseBuilder::ok));
    }

    private Uni<String> written(Dataset dataset) {
        return Uni.createFrom()
                .item(() -> DatasetContract.json(dataset, publicUrl))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
