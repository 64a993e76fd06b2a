package city.huitong.catalog.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.FactDefinition;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may change what: operators and officers everything, a department its own datasets and the facts derived from them. */
@ApplicationScoped
class Publishing {

    private final Caller caller;
    private final CurrentCatalog catalog;

    Publishing(Caller caller, CurrentCatalog catalog) {
        this.caller = caller;
        this.catalog = catalog;
    }

    /** The dataset, if the caller may register it; refuses with {@code forbidden}. */
    Dataset permitted(Dataset dataset) {
        mustPublish(dataset);
        mustPublishKnown(dataset.id());
        return dataset;
    }

    /** The fact, if the caller may register it in place of what has its name now; refuses with {@code forbidden}. */
    FactDefinition permitted(FactDefinition fact) {
        mustPublishKnown(fact.dataset());
        catalog.get().fact(fact.name()).map(FactDefinition::dataset).ifPresent(this::mustPublishKnown);
        return fact;
    }

    private void mustPublishKnown(DatasetId id) {
        catalog.get().dataset(id).ifPresent(this::mustPublish);
    }

    private void mustPublish(Dataset dataset) {
        if (!caller.has(Roles.OPERATOR) && !caller.has(Roles.OFFICER)) {
            caller.mustPublishFor(dataset.department().value());
        }
    }
}
