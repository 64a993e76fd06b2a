package city.huitong.opendata;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.OpeningChecker;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Checks a dataset that is to be opened as the catalogue would list it. */
@ApplicationScoped
class CheckOpening implements OpeningChecker {

    private final CurrentCatalog catalog;
    private final DcatModels models;
    private final DcatShapes shapes;

    CheckOpening(CurrentCatalog catalog, DcatModels models, DcatShapes shapes) {
        this.catalog = catalog;
        this.models = models;
        this.shapes = shapes;
    }

    @Override
    public Uni<List<Violation>> check(Dataset dataset) {
        return catalog.known()
                .map(known -> DcatEntry.of(known, dataset, Optional.empty()))
                .chain(entry -> Rdf.onWorker(() -> shapes.check(models.entry(entry))));
    }
}
