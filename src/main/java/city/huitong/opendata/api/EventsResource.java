package city.huitong.opendata.api;

import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Followers;
import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.OpenDatasets;
import city.huitong.platform.security.CallerPlace;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Tells of new versions by server-sent events (HTML Living Standard, section 9.2). An event says that there is something new; what that is
 * the reader asks, so nobody misses anything by being slow or away.
 */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/events")
@Tag(name = "Open data")
class EventsResource {

    /** Proxies cut what is silent for longer. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final OpenDatasets datasets;
    private final LatestVersions latest;
    private final Followers followers;
    private final CallerPlace place;

    EventsResource(OpenDatasets datasets, LatestVersions latest, Followers followers, CallerPlace place) {
        this.datasets = datasets;
        this.latest = latest;
        this.followers = followers;
        this.place = place;
    }

    /** What an event says. */
    @Schema(name = "OpenVersionEvent")
    record VersionJson(
            @Schema(required = true) String dataset,
            @Schema(required = true) long version,
            @Schema(required = true) Instant publishedAt,
            @Schema(required = true) long records) {}

    @GET
    @PermitAll
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followOpenDataset",
            summary = "Be told when an open dataset has a new version",
            description =
                    "Server-sent events `version`, the latest one first; after a break send its id as Last-Event-ID. What is new since a"
                            + " version is at /changes?since=.")
    @APIResponse(
            responseCode = "200",
            description = "Events without end; the data of each is this",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = VersionJson.class)))
    public Multi<OutboundSseEvent> follow(
            @RestPath @Parameter(description = "The dataset") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    @Nullable
                    @Parameter(description = "The id of the last event you have")
                    String lastEventId,
            @Context Sse sse) {
        var dataset = datasets.require(id, false);
        var leave = followers.enter(place.name(), place.isStranger());
        return events(sse, id, latest.follow(dataset.id()).filter(version -> isNew(version, lastEventId)))
                .onTermination()
                .invoke(leave);
    }

    private static boolean isNew(DataVersion version, @Nullable String lastEventId) {
        return !Long.toString(version.number()).equals(lastEventId);
    }

    /** With signs of life in between, until the versions end. */
    private static Multi<OutboundSseEvent> events(Sse sse, String id, Multi<DataVersion> versions) {
        Multi<Optional<OutboundSseEvent>> told = versions.map(version -> Optional.of(event(sse, id, version)))
                .onCompletion()
                .continueWith(Optional.<OutboundSseEvent>empty());
        Multi<Optional<OutboundSseEvent>> alive = Multi.createFrom()
                .ticks()
                .startingAfter(SILENCE)
                .every(SILENCE)
                .onOverflow()
                .drop()
                .map(_ -> Optional.of(comment(sse, "nothing new")));
        return Multi.createBy()
                .merging()
                .streams(told, alive)
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    private static OutboundSseEvent comment(Sse sse, String text) {
        return sse.newEventBuilder().comment(text).build();
    }

    private static OutboundSseEvent event(Sse sse, String id, DataVersion version) {
        return sse.newEventBuilder()
                .name("version")
                .id(Long.toString(version.number()))
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(new VersionJson(id, version.number(), version.at(), version.rows()))
                .build();
    }
}
