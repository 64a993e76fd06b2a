package city.huitong.opendata.api;

import city.huitong.opendata.ReadChangelog;
import city.huitong.opendata.api.ChangelogAnswers.Asked;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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

/** The changelog of one open dataset. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/changelog")
@Tag(name = "Open data")
class DatasetChangelogResource {

    private final ReadChangelog changelog;
    private final ChangelogAnswers answers;

    DatasetChangelogResource(ReadChangelog changelog, ChangelogAnswers answers) {
        this.changelog = changelog;
        this.answers = answers;
    }

    @GET
    @PermitAll
    @Produces(ChangelogAnswers.JSON_FEED)
    @Operation(
            operationId = "getDatasetChangelog",
            summary = "What has changed in one open dataset",
            description = "A JSON Feed 1.1: when it was opened, how its schema has changed, whether it was withdrawn.")
    @APIResponse(
            responseCode = "200",
            description = "One page of it",
            content =
                    @Content(mediaType = ChangelogAnswers.JSON_FEED, schema = @Schema(implementation = FeedJson.class)))
    public Uni<RestResponse<String>> changelog(
            @RestPath @Parameter(description = "The dataset") String id,
            @RestQuery @Nullable @Parameter(description = "zh or en, default zh") String lang,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "As in the page's next_url") String after,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable @Parameter(description = "The ETag you have")
                    String ifNoneMatch) {
        var asked = Asked.of("/v1/open/datasets/" + id + "/changelog", lang, limit, after);
        return answers.answer(asked, ifNoneMatch, () -> changelog.of(id, asked.page()));
    }
}
