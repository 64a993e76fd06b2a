package city.huitong.ingest.store;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.DatasetId;
import city.huitong.ingest.BatchRepository.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts in the metrics what became of the lines of each dataset. Counted when written; a repeat after a failure counts again. */
@ApplicationScoped
class LineCounts {

    /** For topics of datasets that nobody has registered: anybody may make such topics. */
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry metrics;
    private final CurrentCatalog catalog;

    LineCounts(MeterRegistry metrics, CurrentCatalog catalog) {
        this.metrics = metrics;
        this.catalog = catalog;
    }

    void add(DatasetId dataset, Progress progress) {
        var known = catalog.get().dataset(dataset).isPresent() ? dataset.value() : UNKNOWN;
        add(known, "accepted", progress.accepted());
        add(known, "unchanged", progress.unchanged());
        add(known, "rejected", progress.rejected());
    }

    private void add(String dataset, String outcome, long lines) {
        metrics.counter("huitong.ingest.lines", "dataset", dataset, "outcome", outcome)
                .increment((double) lines);
    }
}
