package city.huitong.opendata;

import city.huitong.platform.security.KeyHolder;
import city.huitong.platform.security.KeyedClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The datasets as whoever sent the request at hand may read them: with what is open under conditions, or without. */
@Singleton
public class CallersDatasets {

    private final OpenDatasets datasets;
    private final KeyedClient client;
    private final HeldAgreements agreements;

    CallersDatasets(OpenDatasets datasets, KeyedClient client, HeldAgreements agreements) {
        this.datasets = datasets;
        this.client = client;
        this.agreements = agreements;
    }

    /** Refuses with {@code dataset-not-found}. Costs nothing for who has no key, or where there is nothing to agree on. */
    public Uni<OpenDataset> require(String id) {
        var open = datasets.require(id, false);
        var holder = client.get();
        return holder.isEmpty() || !open.hasConditions() ? Uni.createFrom().item(open) : agreed(holder.get(), open);
    }

    private Uni<OpenDataset> agreed(KeyHolder holder, OpenDataset open) {
        var id = open.id().value();
        return agreements.holds(holder.client(), id).map(held -> held ? datasets.require(id, true) : open);
    }
}
