package city.huitong.opendata;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.CatalogProblem;
import city.huitong.catalog.Dataset;
import city.huitong.ingest.DataVersion;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The open catalogue at one moment: what is listed, and the latest version of each. */
public record CatalogueState(Catalog catalog, Map<String, DataVersion> versions) {

    public CatalogueState {
        versions = Map.copyOf(versions);
    }

    static CatalogueState of(Catalog catalog, LatestVersions latest) {
        var versions = new HashMap<String, DataVersion>();
        catalog.datasets().stream()
                .filter(OpenDataset::isListed)
                .forEach(dataset -> latest.of(dataset.id())
                        .ifPresent(version -> versions.put(dataset.id().value(), version)));
        return new CatalogueState(catalog, versions);
    }

    /** When the dataset was published last; empty before the first time. */
    public Optional<DataVersion> version(Dataset dataset) {
        return Optional.ofNullable(versions.get(dataset.id().value()));
    }

    /** The same for the same catalogue: it changes with each description and each publication. */
    public String tag() {
        var published = new TreeMap<String, Long>();
        versions.forEach((dataset, version) -> published.put(dataset, version.number()));
        return catalog.revision() + "-"
                + UUID.nameUUIDFromBytes(published.toString().getBytes(UTF_8));
    }

    /** The dataset of this id; refuses with {@code dataset-not-found} what is not listed. */
    public Dataset listed(String id) {
        var dataset = catalog.requireDataset(id);
        if (!OpenDataset.isListed(dataset)) {
            throw CatalogProblem.DATASET_NOT_FOUND.because("the catalogue has nothing of this name");
        }
        return dataset;
    }

    /** Some of what is listed, by id. */
    Page<DcatEntry> page(PageRequest request) {
        var rows = catalog.datasets().stream()
                .filter(OpenDataset::isListed)
                .filter(dataset -> dataset.id().value().compareTo(request.afterOrStart()) > 0)
                .limit(request.limit() + 1L)
                .map(this::entry)
                .toList();
        return Page.of(request, rows, entry -> entry.dataset().id().value());
    }

    DcatEntry entry(Dataset dataset) {
        return DcatEntry.of(catalog, dataset, version(dataset));
    }
}
