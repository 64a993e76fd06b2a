package city.huitong.catalog.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactReader;
import city.huitong.catalog.RegisterFact;
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

/** Facts over HTTP. */
@Path("/v1/facts")
@Tag(name = "Catalogue", description = "目录: departments, datasets and the facts derived from them")
class FactResource {

    private final CurrentCatalog catalog;
    private final Publishing publishing;
    private final RegisterFact register;

    FactResource(CurrentCatalog catalog, Publishing publishing, RegisterFact register) {
        this.catalog = catalog;
        this.publishing = publishing;
        this.register = register;
    }

    @GET
    @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "listFacts", summary = "List facts")
    public CatalogPages.Facts list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        var request = PageRequest.parse(limit, after);
        return CatalogPages.Facts.of(catalog.get().facts(request).map(FactJson::of));
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getFact", summary = "Get a fact")
    public FactJson get(@RestPath String name) {
        return FactJson.of(catalog.get().requireFact(name));
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.OFFICER, Roles.DEPARTMENT})
    @Operation(
            operationId = "createFact",
            summary = "Register a new fact and derive it for all subjects",
            description = "A department may register facts of its own datasets.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FactJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FactJson.class)))
    public Uni<RestResponse<FactJson>> create(@Nullable Map<String, Object> body) {
        return register.create(publishing.permitted(FactReader.read(body, catalog.get())))
                .map(FactResource::answer);
    }

    @PUT
    @Path("{name}")
    @RolesAllowed({Roles.OPERATOR, Roles.OFFICER, Roles.DEPARTMENT})
    @Operation(
            operationId = "putFact",
            summary = "Register a fact or change it",
            description =
                    "A changed definition is derived anew for all subjects; the type cannot change. A department may change facts"
                            + " of its own datasets. The same request again changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FactJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it now is",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FactJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FactJson.class)))
    public Uni<RestResponse<FactJson>> put(@RestPath String name, @Nullable Map<String, Object> body) {
        return register.put(
                        publishing.permitted(FactReader.read(DocumentBody.named(body, "name", name), catalog.get())))
                .map(FactResource::answer);
    }

    private static RestResponse<FactJson> answer(Registered<FactDefinition> registered) {
        var fact = registered.value();
        return Answers.registered(registered, "/v1/facts/" + fact.name(), FactJson.of(fact));
    }
}
