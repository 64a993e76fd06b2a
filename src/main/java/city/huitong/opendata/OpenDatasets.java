package city.huitong.opendata;

import static city.huitong.catalog.CatalogProblem.DATASET_NOT_FOUND;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The datasets that are in the open catalogue. */
@Singleton
public class OpenDatasets {

    private final CurrentCatalog catalog;
    private final AtomicReference<Listed> listed = new AtomicReference<>(new Listed(-1, Map.of(), Map.of()));

    /** Cut down once for each revision of the catalogue: what a condition may name is prepared only once, too. */
    private record Listed(long revision, Map<String, OpenDataset> open, Map<String, OpenDataset> agreed) {}

    OpenDatasets(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    /** All of them, by id. */
    public List<OpenDataset> all() {
        return List.copyOf(listed().open().values());
    }

    /** The same for whoever may come before the catalogue has been read. */
    Uni<List<OpenDataset>> known() {
        return catalog.known().map(_ -> all());
    }

    /**
     * The dataset as one caller may read it. One that is not open at all looks like one that does not exist: {@code dataset-not-found}.
     *
     * @param agreed whether the caller has agreed to the terms of what is open under conditions
     */
    public OpenDataset require(String id, boolean agreed) {
        var datasets = agreed ? listed().agreed() : listed().open();
        var dataset = datasets.get(id);
        if (dataset == null) {
            throw DATASET_NOT_FOUND.because("the open catalogue is at /v1/open/datasets");
        }
        return dataset;
    }

    private Listed listed() {
        var now = catalog.get();
        return listed.updateAndGet(known -> known.revision() == now.revision()
                ? known
                : new Listed(now.revision(), cutDown(now.datasets(), false), cutDown(now.datasets(), true)));
    }

    private static Map<String, OpenDataset> cutDown(Collection<Dataset> datasets, boolean agreed) {
        return datasets.stream()
                .filter(OpenDataset::isListed)
                .map(dataset -> OpenDataset.of(dataset, agreed))
                .collect(Collectors.toMap(
                        dataset -> dataset.id().value(), Function.identity(), (one, _) -> one, TreeMap::new));
    }
}
