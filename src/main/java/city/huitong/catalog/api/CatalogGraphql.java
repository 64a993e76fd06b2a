package city.huitong.catalog.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The catalogue by GraphQL. */
@GraphQLApi
@RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
public class CatalogGraphql {

    private final CurrentCatalog catalog;

    CatalogGraphql(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    /** Some datasets, by id. */
    @Query("datasets")
    @Description("The datasets, by id")
    @NonNull
    public Uni<DatasetView.PageView> datasets(
            @Name("first") @Description("1 to 1000, default 50") @Nullable Integer first,
            @Name("after") @Description("The value of next") @Nullable String after) {
        var page = catalog.get().datasets(PageRequest.first(first, after)).map(DatasetView::of);
        return Uni.createFrom().item(new DatasetView.PageView(page.items(), page.next()));
    }

    /** The dataset of this id. */
    @Query("dataset")
    @Description("One dataset; fails with dataset-not-found")
    public Uni<DatasetView> dataset(@Name("id") @NonNull @Description("Its id") String id) {
        return Uni.createFrom().item(DatasetView.of(catalog.get().requireDataset(id)));
    }
}
