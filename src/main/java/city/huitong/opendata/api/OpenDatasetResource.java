package city.huitong.opendata.api;

import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.OpenDatasets;
import city.huitong.opendata.SearchDatasets;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The open catalogue. */
@TellsDeprecation
@Path("/v1/open/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open data", description = "开放数据: what the city has opened to everybody")
class OpenDatasetResource {

    private final OpenDatasets datasets;
    private final SearchDatasets search;
    private final LatestVersions latest;

    OpenDatasetResource(OpenDatasets datasets, SearchDatasets search, LatestVersions latest) {
        this.datasets = datasets;
        this.search = search;
        this.latest = latest;
    }

    /** Some datasets. */
    @Schema(name = "OpenDatasetPage", description = "One page of the open catalogue, by id")
    record PageJson(
            @Schema(required = true) List<OpenDatasetJson> items,

            @Schema(description = "Send it as `after` for the next page; left out on the last one")
            Optional<String> next) {

        static PageJson of(Page<OpenDatasetJson> page) {
            return new PageJson(page.items(), page.next());
        }
    }

    @GET
    @PermitAll
    @Operation(operationId = "listOpenDatasets", summary = "What the city has opened")
    public PageJson list(
            @RestQuery
                    @Nullable
                    @Parameter(
                            description = "Words in titles, descriptions, keywords and field names, Chinese or English",
                            example = "公交")
                    String q,
            @RestQuery @Nullable @Parameter(description = "A theme, as TRAN") String theme,
            @RestQuery @Nullable @Parameter(description = "The id of a department") String department,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var wanted = new SearchDatasets.Wanted(
                Optional.ofNullable(q), Optional.ofNullable(theme), Optional.ofNullable(department));
        return PageJson.of(search.find(wanted, PageRequest.parse(limit, after)).map(this::json));
    }

    @GET
    @Path("{id}")
    @PermitAll
    @Operation(
            operationId = "getOpenDataset",
            summary = "An open dataset and its dictionary",
            description = "Fields that are withheld are named with the reason.")
    public OpenDatasetJson get(@RestPath @Parameter(description = "The dataset") String id) {
        return json(datasets.require(id, false));
    }

    private OpenDatasetJson json(OpenDataset dataset) {
        return OpenDatasetJson.of(dataset, latest.of(dataset.id()));
    }
}
