package city.huitong.opendata.api;

import city.huitong.opendata.CallersDatasets;
import city.huitong.opendata.GroupReader;
import city.huitong.opendata.KnownQuestions;
import city.huitong.opendata.QueryReader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/** Records of open datasets, one by one and in groups. */
@TellsDeprecation
@KnownParametersOnly
@Path("/v1/open/datasets/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open data")
class OpenRecordResource {

    private static final String PAGES =
            "Pages are of one version: send `next` as `cursor` with the same other parameters, and departments"
                    + " may publish meanwhile, nothing comes twice and nothing is left out. With If-None-Match 304 while nothing has changed.";
    private static final String PEOPLE =
            " Of people, groups of fewer than ten are left out, counts are in fives and right on average, sums and averages are"
                    + " blurred, and a day has one state, so asOf is not taken.";
    private static final String NEXT = "The value of next";
    private static final String AS_OF = "The version of this time, as 2026-11-23T12:00:00Z; default the latest";
    private static final String TAG = "The ETag you have";

    private final CallersDatasets datasets;
    private final KnownQuestions known;
    private final AskedPage asked;

    OpenRecordResource(CallersDatasets datasets, KnownQuestions known, AskedPage asked) {
        this.datasets = datasets;
        this.known = known;
        this.asked = asked;
    }

    /** One page as answered; only the contract needs its shape, which {@link PageJson} writes. */
    @Schema(name = "OpenPage", description = "Some rows of one version of a dataset")
    record PageShape(
            @Schema(required = true) String dataset,

            @Schema(required = true, description = "One more with every change")
            long version,

            @Schema(required = true, description = "When this version was published")
            Instant publishedAt,

            @Schema(description = "How many records there are in all, if that was asked for")
            Long count,

            @Schema(
                    required = true,
                    description =
                            "Records as the dataset's dictionary describes them, or groups with what was asked of them")
            List<Object> items,

            @Schema(description = "Send it as `cursor` for the next page; left out on the last one")
            String next) {}

    /** One record as answered. */
    @Schema(name = "OpenRecord", description = "A record of one version of a dataset")
    record RecordShape(
            @Schema(required = true) String dataset,
            @Schema(required = true) long version,
            @Schema(required = true) Instant publishedAt,

            @Schema(required = true, description = "As the dataset's dictionary describes it")
            Object record) {}

    /** What has changed, as answered. */
    @Schema(name = "OpenChanges", description = "Records that have changed since a version")
    record ChangesShape(
            @Schema(required = true) String dataset,

            @Schema(required = true, description = "The version that this brings a reader to, once there is no next")
            long version,

            @Schema(required = true) Instant publishedAt,
            @Schema(required = true) List<Change> items,

            @Schema(description = "Send it as `cursor` for the next page; left out on the last one")
            String next) {

        /** One record. */
        @Schema(name = "OpenChange")
        record Change(
                @Schema(required = true, description = "The version that changed it")
                long version,

                @Schema(required = true, description = "When")
                Instant at,

                @Schema(required = true, description = "Whether it is gone; then only its key is told")
                boolean withdrawn,

                @Schema(required = true) Object record) {}
    }

    /** What a record has been, as answered. */
    @Schema(name = "OpenRecordHistory", description = "What a record has been, the newest first")
    record HistoryShape(
            @Schema(required = true) String dataset,

            @Schema(required = true, description = "The latest version")
            long version,

            @Schema(required = true) Instant publishedAt,
            @Schema(required = true) List<State> items,

            @Schema(description = "Send it as `cursor` for the next page; left out on the last one")
            String next) {

        /** One state. */
        @Schema(name = "OpenRecordState")
        record State(
                @Schema(required = true, description = "The first version in which it was so")
                long version,

                @Schema(required = true, description = "When that was published")
                Instant from,

                @Schema(
                        required = true,
                        nullable = true,
                        description = "The first version in which it was so no more; null while it is so")
                Long untilVersion,

                @Schema(required = true, nullable = true, description = "When that was published")
                Instant until,

                @Schema(required = true, description = "Whether it was gone; then only its key is told")
                boolean withdrawn,

                @Schema(required = true) Object record) {}
    }

    @GET
    @Path("/records")
    @PermitAll
    @Operation(operationId = "listOpenRecords", summary = "Records of an open dataset", description = PAGES)
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = PageShape.class)))
    public Uni<RestResponse<Buffer>> records(
            @RestPath @Parameter(description = "The dataset") String id,
            @BeanParam QueryParameters parameters,
            @BeanParam PlaceParameters place) {
        return datasets.require(id)
                .chain(dataset -> asked.answer(known.records(dataset, parameters.text()), place.place()));
    }

    @GET
    @Path("/groups")
    @PermitAll
    @Operation(
            operationId = "listOpenGroups",
            summary = "Records of an open dataset in groups: counts, sums, averages",
            description = PAGES + PEOPLE)
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = PageShape.class)))
    public Uni<RestResponse<Buffer>> groups(
            @RestPath @Parameter(description = "The dataset") String id,
            @BeanParam GroupParameters parameters,
            @BeanParam PlaceParameters place) {
        return datasets.require(id)
                .map(dataset -> GroupReader.groups(dataset, parameters.text()))
                .chain(query -> asked.answer(query, place.place()));
    }

    @GET
    @Path("/records/{key}")
    @PermitAll
    @Operation(
            operationId = "getOpenRecord",
            summary = "One record of an open dataset",
            description = "Only where the dataset's key is open. With If-None-Match 304 while nothing has changed.")
    @APIResponse(
            responseCode = "200",
            description = "The record",
            content = @Content(schema = @Schema(implementation = RecordShape.class)))
    public Uni<RestResponse<Buffer>> record(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestPath
                    @Parameter(
                            description =
                                    "The values of the key's fields in their order, separated by commas; a comma within a value has"
                                            + " a backslash before it")
                    String key,
            @RestQuery @Nullable @Parameter(description = AS_OF) String asOf,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = TAG) String ifNoneMatch) {
        return datasets.require(id)
                .map(dataset -> QueryReader.record(dataset, key))
                .chain(query -> asked.one(query, new AskedPage.Place(null, asOf, ifNoneMatch)));
    }

    @GET
    @Path("/records/{key}/history")
    @PermitAll
    @Operation(
            operationId = "getOpenRecordHistory",
            summary = "What one record of an open dataset has been",
            description =
                    "Its states in the versions of the dataset, the newest first: from which version until before which it was so. Only where"
                            + " the dataset's key is open, and never about people.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = HistoryShape.class)))
    public Uni<RestResponse<Buffer>> history(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestPath @Parameter(description = "As in the record's own address") String key,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 20") String limit,
            @RestQuery @Nullable @Parameter(description = NEXT) String cursor,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = TAG) String ifNoneMatch) {
        return datasets.require(id)
                .map(dataset -> QueryReader.history(dataset, key, Optional.ofNullable(limit)))
                .chain(query -> asked.history(query, new AskedPage.Place(cursor, null, ifNoneMatch)));
    }

    @GET
    @Path("/changes")
    @PermitAll
    @Operation(
            operationId = "listOpenChanges",
            summary = "What has changed in an open dataset since a version",
            description =
                    "Each record that is new, different or withdrawn, once, as it is now. Send `next` as `cursor` while there is one;"
                            + " what changes meanwhile comes at the end. Then the answer's `version` is the next `since`.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ChangesShape.class)))
    public Uni<RestResponse<Buffer>> changes(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestQuery @Nullable @Parameter(description = "The version you have; default none") String since,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 20") String limit,
            @RestQuery @Nullable @Parameter(description = NEXT) String cursor) {
        return datasets.require(id)
                .map(dataset -> QueryReader.changes(dataset, Optional.ofNullable(since), Optional.ofNullable(limit)))
                .chain(query -> asked.changes(query, new AskedPage.Place(cursor, null, null)));
    }
}
