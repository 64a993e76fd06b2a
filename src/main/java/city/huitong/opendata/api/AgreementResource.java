package city.huitong.opendata.api;

import static city.huitong.opendata.OpenDataProblem.AGREEMENT_INVALID;
import static city.huitong.opendata.OpenDataProblem.AGREEMENT_NOT_FOUND;

import city.huitong.opendata.Agreement;
import city.huitong.opendata.ApplyForData;
import city.huitong.opendata.DecideAgreements;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.KeyedClient;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Agreements about what of a dataset is open under conditions. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agreements", description = "数据利用协议: conditional data for those who have agreed to its terms")
class AgreementResource {

    private final ApplyForData applications;
    private final DecideAgreements decisions;
    private final KeyedClient client;
    private final CityClock clock;

    AgreementResource(ApplyForData applications, DecideAgreements decisions, KeyedClient client, CityClock clock) {
        this.applications = applications;
        this.decisions = decisions;
        this.client = client;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DEVELOPER)
    @APIResponse(
            responseCode = "201",
            description = "Applied for; the department decides",
            content = @Content(schema = @Schema(implementation = AgreementJson.class)))
    @Operation(
            operationId = "applyForDataset",
            summary = "Apply for what of a dataset is open under conditions",
            description =
                    "With the client's key. Read the words first (GET …/agreement-words) and send their SHA-256 back: so you agree to"
                            + " them. Once approved, the client reads the conditional fields by REST, GraphQL and in files until the agreement ends.")
    public Uni<RestResponse<AgreementJson>> apply(
            @RestPath @Parameter(description = "The dataset") String id, AgreementJson.@Nullable ApplicationJson body) {
        if (body == null) {
            throw AGREEMENT_INVALID.because("a body is required");
        }
        return applications
                .apply(client.require().client(), id, body.application())
                .map(agreement -> RestResponse.status(RestResponse.Status.CREATED, json(agreement)));
    }

    @GET
    @RolesAllowed({Roles.DEPARTMENT, Roles.OPERATOR})
    @Operation(
            operationId = "listAgreements",
            summary = "Agreements about a dataset, the latest first",
            description = "For the department that owns it, and for operators.")
    public Uni<Page<AgreementJson>> list(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return decisions.list(id, PageRequest.parse(limit, after)).map(page -> page.map(this::json));
    }

    @POST
    @Path("/{agreement}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DEPARTMENT)
    @Operation(
            operationId = "approveAgreement",
            summary = "Let the client read what is open under conditions",
            description = "Until the end of the day that was asked for. Only the department that owns the dataset.")
    public Uni<AgreementJson> approve(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestPath @Parameter(description = "The agreement") String agreement,
            AgreementJson.@Nullable DecisionJson body) {
        return decisions
                .approve(id, parse(agreement), AgreementJson.DecisionJson.optional(body))
                .map(this::json);
    }

    @POST
    @Path("/{agreement}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DEPARTMENT)
    @Operation(operationId = "refuseAgreement", summary = "Refuse an application, with the reason")
    public Uni<AgreementJson> refuse(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestPath @Parameter(description = "The agreement") String agreement,
            AgreementJson.@Nullable DecisionJson body) {
        return decisions
                .refuse(id, parse(agreement), AgreementJson.DecisionJson.required(body))
                .map(this::json);
    }

    @POST
    @Path("/{agreement}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.DEPARTMENT, Roles.OPERATOR})
    @Operation(operationId = "endAgreement", summary = "End an agreement before its time, with the reason")
    public Uni<AgreementJson> end(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestPath @Parameter(description = "The agreement") String agreement,
            AgreementJson.@Nullable DecisionJson body) {
        return decisions
                .end(id, parse(agreement), AgreementJson.DecisionJson.required(body))
                .map(this::json);
    }

    private AgreementJson json(Agreement agreement) {
        return AgreementJson.of(agreement, clock.now());
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw AGREEMENT_NOT_FOUND.because("an agreement's id is a UUID");
        }
    }
}
