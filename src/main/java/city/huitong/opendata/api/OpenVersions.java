package city.huitong.opendata.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.DatasetId;
import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.RenderCatalogue;
import city.huitong.platform.runtime.CityClock;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which version of open data a field of GraphQL answers, as far as this process knows. The answer may be of a newer one, never of an older. */
@Singleton
class OpenVersions {

    private final CurrentCatalog catalog;
    private final LatestVersions latest;
    private final RenderCatalogue rendered;
    private final CityClock clock;

    OpenVersions(CurrentCatalog catalog, LatestVersions latest, RenderCatalogue rendered, CityClock clock) {
        this.catalog = catalog;
        this.clock = clock;
        this.latest = latest;
        this.rendered = rendered;
    }

    /** Of what follows from what the datasets are said to be: a field that is withheld from now on is in no answer that was given before. */
    Optional<String> ofDescriptions() {
        return Optional.of(Long.toString(catalog.get().revision()));
    }

    /** Of a field whose answer follows from the schema, or from the fields below it. */
    static Optional<String> ofNothing() {
        return Optional.of("");
    }

    Optional<String> of(DatasetId dataset) {
        return latest.of(dataset).map(version -> Long.toString(version.number()));
    }

    /** Of groups: those of people are told as they were when the day began. */
    Optional<String> ofGroups(OpenDataset dataset) {
        var day = dataset.isAboutPeople() ? " " + clock.today() : "";
        return of(dataset.id()).map(version -> version + day);
    }

    Optional<String> ofCatalogue() {
        return Optional.of(rendered.state().tag());
    }
}
