package city.huitong.opendata.api;

import city.huitong.opendata.DcatFormat;
import city.huitong.opendata.PageAddress;
import city.huitong.opendata.RenderCatalogue;
import city.huitong.opendata.RenderCatalogue.Written;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The open catalogue as DCAT: for people's programs, and for other portals that harvest it. */
@Path("/v1")
@Tag(name = "Open data", description = "开放数据: what the city has opened to everybody")
class CatalogueResource {

    private static final String LIMIT = "1 to 1000, default 50";
    private static final String AFTER = "As in the page's Link";
    private static final String KNOWN = "The ETag you have";
    private static final String DCAT =
            "DCAT 3 as DCAT-AP 3.0.1 has it, in Chinese and English: datasets, files, interfaces, publishers."
                    + " Fields that are not open are named with the reason. The header Link says the next page.";

    private final RenderCatalogue catalogue;

    CatalogueResource(RenderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @PermitAll
    @Path("/catalog")
    @Produces({Negotiation.JSON_LD, Negotiation.TURTLE})
    @Operation(operationId = "getCatalogue", summary = "The open catalogue", description = DCAT)
    @APIResponse(
            responseCode = "200",
            description = "One page of it",
            content = {
                @Content(mediaType = Negotiation.JSON_LD, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Negotiation.TURTLE, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<RestResponse<String>> catalogue(
            @RestQuery @Nullable @Parameter(description = LIMIT) String limit,
            @RestQuery @Nullable @Parameter(description = AFTER) String after,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = KNOWN) String ifNoneMatch,
            @Context Request request) {
        return page("/v1/catalog", limit, after, ifNoneMatch, Negotiation.wanted(request));
    }

    @GET
    @PermitAll
    @Path("/catalog.jsonld")
    @Produces(Negotiation.JSON_LD)
    @Operation(operationId = "getCatalogueJsonLd", summary = "The open catalogue as JSON-LD", description = DCAT)
    @APIResponse(
            responseCode = "200",
            description = "One page of it",
            content = @Content(mediaType = Negotiation.JSON_LD, schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<RestResponse<String>> jsonLd(
            @RestQuery @Nullable @Parameter(description = LIMIT) String limit,
            @RestQuery @Nullable @Parameter(description = AFTER) String after,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = KNOWN) String ifNoneMatch) {
        return page("/v1/catalog.jsonld", limit, after, ifNoneMatch, DcatFormat.JSON_LD);
    }

    @GET
    @PermitAll
    @Path("/catalog.ttl")
    @Produces(Negotiation.TURTLE)
    @Operation(operationId = "getCatalogueTurtle", summary = "The open catalogue as Turtle", description = DCAT)
    @APIResponse(
            responseCode = "200",
            description = "One page of it",
            content = @Content(mediaType = Negotiation.TURTLE, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<String>> turtle(
            @RestQuery @Nullable @Parameter(description = LIMIT) String limit,
            @RestQuery @Nullable @Parameter(description = AFTER) String after,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = KNOWN) String ifNoneMatch) {
        return page("/v1/catalog.ttl", limit, after, ifNoneMatch, DcatFormat.TURTLE);
    }

    private Uni<RestResponse<String>> page(
            String path,
            @Nullable String limit,
            @Nullable String after,
            @Nullable String ifNoneMatch,
            DcatFormat format) {
        var request = PageRequest.parse(limit, after);
        var address = new PageAddress(request.limit(), Optional.ofNullable(after));
        var state = catalogue.state();
        return CatalogueAnswers.answer(
                state,
                Negotiation.variant(format),
                format.mediaType(),
                ifNoneMatch,
                () -> catalogue.page(state, request, address, format).map(written -> linked(path, written)));
    }

    private static ResponseBuilder<String> linked(String path, Written written) {
        var answer = Negotiation.answer(written.text());
        written.next().ifPresent(next -> answer.header(HttpHeaders.LINK, "<" + path + "?" + next + ">; rel=\"next\""));
        return answer;
    }
}
