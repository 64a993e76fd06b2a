package city.huitong.catalog.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetReader;
import city.huitong.catalog.RegisterDataset;
import city.huitong.catalog.Registered;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Datasets over HTTP. */
@Path("/v1/datasets")
@Tag(name = "Catalogue", description = "目录: departments, datasets and the facts derived from them")
class DatasetResource {

    private final CurrentCatalog catalog;
    private final DatasetReader reader;
    private final Publishing publishing;
    private final RegisterDataset register;

    DatasetResource(CurrentCatalog catalog, DatasetReader reader, Publishing publishing, RegisterDataset register) {
        this.catalog = catalog;
        this.reader = reader;
        this.publishing = publishing;
        this.register = register;
    }

    @GET
    @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "listDatasets", summary = "List datasets")
    public CatalogPages.Datasets list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        var request = PageRequest.parse(limit, after);
        return CatalogPages.Datasets.of(catalog.get().datasets(request).map(DatasetJson::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getDataset", summary = "Get a dataset")
    public DatasetJson get(@RestPath String id) {
        return DatasetJson.of(catalog.get().requireDataset(id));
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.OFFICER, Roles.DEPARTMENT})
    @Operation(
            operationId = "createDataset",
            summary = "Register a new dataset and make its tables",
            description = "A department may register its own datasets.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DatasetJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DatasetJson.class)))
    public Uni<RestResponse<DatasetJson>> create(@Nullable Map<String, Object> body) {
        return register.create(publishing.permitted(reader.read(body))).map(DatasetResource::answer);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.OFFICER, Roles.DEPARTMENT})
    @Operation(
            operationId = "putDataset",
            summary = "Register a dataset or change it",
            description =
                    "Only changes after which every stored record stays valid; others are refused with the reasons. A department"
                            + " may change its own datasets. The same request again changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DatasetJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it now is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DatasetJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DatasetJson.class)))
    public Uni<RestResponse<DatasetJson>> put(@RestPath String id, @Nullable Map<String, Object> body) {
        return register.put(publishing.permitted(reader.read(DocumentBody.named(body, "id", id))))
                .map(DatasetResource::answer);
    }

    private static RestResponse<DatasetJson> answer(Registered<Dataset> registered) {
        var dataset = registered.value();
        return Answers.registered(registered, "/v1/datasets/" + dataset.id(), DatasetJson.of(dataset));
    }
}
