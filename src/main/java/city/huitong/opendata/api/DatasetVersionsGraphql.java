package city.huitong.opendata.api;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Followers;
import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.OpenDatasets;
import city.huitong.platform.security.CallerPlace;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** New versions of a dataset by GraphQL over WebSocket (graphql-transport-ws). */
@GraphQLApi
@PermitAll
public class DatasetVersionsGraphql {

    private final OpenDatasets datasets;
    private final LatestVersions latest;
    private final Followers followers;
    private final CallerPlace place;

    DatasetVersionsGraphql(OpenDatasets datasets, LatestVersions latest, Followers followers, CallerPlace place) {
        this.datasets = datasets;
        this.latest = latest;
        this.followers = followers;
        this.place = place;
    }

    /** Nullable only for errors: one in a field that must be there would never be sent. */
    @Subscription("datasetVersions")
    @PermitAll
    @Description(
            "The latest version of an open dataset, and each new one; who is slow is told the newest. Needs no token.")
    public Multi<@Nullable VersionView> datasetVersions(
            @Name("dataset") @NonNull @Description("Its id, as bus-stops") String dataset) {
        var id = datasets.require(dataset, false).id();
        var who = place.name();
        var isStranger = place.isStranger();
        return Multi.createFrom().deferred(() -> follow(id, followers.enter(who, isStranger)));
    }

    private Multi<VersionView> follow(DatasetId dataset, Runnable leave) {
        return latest.follow(dataset)
                .map(version -> VersionView.of(dataset, version))
                .onTermination()
                .invoke(leave);
    }

    /** A version in GraphQL. */
    @Type("DatasetVersion")
    @Description("One state of an open dataset's records; what is new since one you have is at /changes?since= of REST")
    public record VersionView(
            @NonNull @Description("The dataset's id") String dataset,

            @NonNull @Description("One more with every change")
            Long version,

            @NonNull @Description("When it was published, UTC")
            Instant publishedAt,

            @NonNull @Description("How many records it has") Long records) {

        static VersionView of(DatasetId dataset, DataVersion version) {
            return new VersionView(dataset.value(), version.number(), version.at(), version.rows());
        }
    }
}
