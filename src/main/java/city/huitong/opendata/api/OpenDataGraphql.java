package city.huitong.opendata.api;

import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.SearchDatasets;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** The open catalogue by GraphQL; the records of its datasets are added at run time ({@link OpenDataTypes}). */
@GraphQLApi
@PermitAll
public class OpenDataGraphql {

    private final SearchDatasets search;
    private final LatestVersions latest;

    OpenDataGraphql(SearchDatasets search, LatestVersions latest) {
        this.search = search;
        this.latest = latest;
    }

    /** What is open. */
    @Query("openData")
    @PermitAll
    @NonNull
    @Description("What the city has opened to everybody; needs no token")
    public Uni<OpenDataView> openData() {
        return Uni.createFrom().item(OpenDataTypes.HERE);
    }

    /** Some datasets. */
    @Name("datasets")
    @NonNull
    @Description("The open catalogue, by id")
    public Uni<OpenDatasetView.ConnectionView> datasets(
            @Source OpenDataView openData,
            @Name("q")
                    @Description("Words in titles, descriptions, keywords and field names, Chinese or English")
                    @Nullable
                    String q,
            @Name("theme") @Description("A theme, as TRAN") @Nullable String theme,
            @Name("first") @DefaultValue("20") @Description("1 to 1000") @Nullable Integer first,
            @Name("after") @Description("A cursor of the page before") @Nullable String after) {
        var wanted = new SearchDatasets.Wanted(Optional.ofNullable(q), Optional.ofNullable(theme), Optional.empty());
        var page = search.find(wanted, PageRequest.first(first, after)).map(this::view);
        return Uni.createFrom().item(connection(page, search.count(wanted)));
    }

    private OpenDatasetView view(OpenDataset dataset) {
        return OpenDatasetView.of(dataset, latest.of(dataset.id()));
    }

    private static OpenDatasetView.ConnectionView connection(Page<OpenDatasetView> page, int count) {
        var edges = page.items().stream()
                .map(each -> new OpenDatasetView.EdgeView(Page.position(each.id()), each))
                .toList();
        var end = edges.isEmpty()
                ? Optional.<String>empty()
                : Optional.of(edges.getLast().cursor());
        return new OpenDatasetView.ConnectionView(
                edges, page.items(), new PageInfo(page.next().isPresent(), end), count);
    }
}
