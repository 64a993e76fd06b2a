package city.huitong.catalog.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Department;
import city.huitong.catalog.DepartmentReader;
import city.huitong.catalog.RegisterDepartment;
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

/** Departments over HTTP. */
@Path("/v1/departments")
@Tag(name = "Catalogue", description = "目录: departments, datasets and the facts derived from them")
class DepartmentResource {

    private final CurrentCatalog catalog;
    private final RegisterDepartment register;

    DepartmentResource(CurrentCatalog catalog, RegisterDepartment register) {
        this.catalog = catalog;
        this.register = register;
    }

    @GET
    @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "listDepartments", summary = "List departments")
    public CatalogPages.Departments list(@RestQuery @Nullable String limit, @RestQuery @Nullable String after) {
        var request = PageRequest.parse(limit, after);
        return CatalogPages.Departments.of(catalog.get().departments(request).map(DepartmentJson::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getDepartment", summary = "Get a department")
    public DepartmentJson get(@RestPath String id) {
        return DepartmentJson.of(catalog.get().requireDepartment(id));
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.OFFICER})
    @Operation(operationId = "createDepartment", summary = "Register a new department")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DepartmentJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DepartmentJson.class)))
    public Uni<RestResponse<DepartmentJson>> create(@Nullable Map<String, Object> body) {
        return register.create(DepartmentReader.read(body)).map(DepartmentResource::answer);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.OFFICER})
    @Operation(
            operationId = "putDepartment",
            summary = "Register a department or change it",
            description = "The same request again changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DepartmentJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it now is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DepartmentJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DepartmentJson.class)))
    public Uni<RestResponse<DepartmentJson>> put(@RestPath String id, @Nullable Map<String, Object> body) {
        return register.put(DepartmentReader.read(DocumentBody.named(body, "id", id)))
                .map(DepartmentResource::answer);
    }

    private static RestResponse<DepartmentJson> answer(Registered<Department> registered) {
        var department = registered.value();
        return Answers.registered(registered, "/v1/departments/" + department.id(), DepartmentJson.of(department));
    }
}
