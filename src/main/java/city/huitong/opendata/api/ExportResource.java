package city.huitong.opendata.api;

import city.huitong.opendata.CallersDatasets;
import city.huitong.opendata.Export;
import city.huitong.opendata.RecordQuery;
import city.huitong.opendata.WriteExports;
import city.huitong.platform.security.AddressClass;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
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

/** Open datasets as files. */
@TellsDeprecation
@KnownParametersOnly
@Path("/v1/open/datasets/{id}/export")
@Tag(name = "Open data")
class ExportResource {

    private final CallersDatasets datasets;
    private final WriteExports exports;
    private final AskedManifest manifests;
    private final SentFiles files;

    ExportResource(CallersDatasets datasets, WriteExports exports, AskedManifest manifests, SentFiles files) {
        this.datasets = datasets;
        this.exports = exports;
        this.manifests = manifests;
        this.files = files;
    }

    @GET
    @Blocking // A file is written by a worker.
    @PermitAll
    @Operation(
            operationId = "exportOpenDataset",
            summary = "All records of an open dataset as a file",
            description =
                    "Streamed, of one version, in the order of the key unless another is asked for. The link `describedby` leads to the"
                            + " manifest with rows and SHA-256 of just this file. With If-None-Match 304 while nothing has changed.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.apache.parquet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Uni<RestResponse<StreamingOutput>> export(
            @RestPath @Parameter(description = "The dataset") String id,
            @BeanParam ExportParameters parameters,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = "The ETag you have")
                    String ifNoneMatch,
            UriInfo address,
            @Context RoutingContext request) {
        return export(id, parameters).chain(export -> {
            var tag = "W/\"" + export.tag() + "\"";
            return DataTag.isKnown(ifNoneMatch, tag)
                    ? unchanged(export, tag)
                    : files.body(export, request).map(body -> file(export, body, tag, address));
        });
    }

    private static Uni<RestResponse<StreamingOutput>> unchanged(Export export, String tag) {
        return Uni.createFrom()
                .item(RestResponse.ResponseBuilder.<StreamingOutput>create(RestResponse.Status.NOT_MODIFIED)
                        .header(HttpHeaders.ETAG, tag)
                        .header(HttpHeaders.CACHE_CONTROL, DataTag.caching(export.query()))
                        .build());
    }

    @GET
    @Path("/manifest")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getExportManifest",
            summary = "What a file of an open dataset must be",
            description =
                    "With the parameters of the file. Rows and SHA-256 are known once a file was written; the first who asks may wait.")
    public Uni<ManifestJson> manifest(
            @RestPath @Parameter(description = "The dataset") String id,
            @BeanParam ExportParameters parameters,
            @Context RoutingContext request) {
        var caller = AddressClass.of(request);
        return export(id, parameters).chain(export -> manifests.of(export, caller));
    }

    private Uni<Export> export(String id, ExportParameters parameters) {
        return datasets.require(id).map(parameters::query).chain(query -> export(query, parameters));
    }

    private Uni<Export> export(RecordQuery query, ExportParameters parameters) {
        var format = parameters.fileFormat();
        var mark = parameters.byteOrderMark();
        return exports.version(query.dataset(), parameters.versionNumber())
                .map(version -> new Export(query, version, format, mark));
    }

    private static RestResponse<StreamingOutput> file(
            Export export, StreamingOutput body, String tag, UriInfo address) {
        return RestResponse.ResponseBuilder.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, export.format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + export.fileName() + "\"")
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, DataTag.caching(export.query()))
                .header(
                        HttpHeaders.LINK,
                        "<" + manifestOf(export, address) + ">; rel=\"describedby\"; type=\"application/json\"")
                .build();
    }

    /** The same parameters, and the version by its number: departments may publish before it is asked for. */
    private static String manifestOf(Export export, UriInfo address) {
        var uri = address.getRequestUriBuilder()
                .replacePath("/v1/open/datasets/" + export.query().dataset().id() + "/export/manifest")
                .replaceQueryParam("version", export.version().number())
                .build();
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
