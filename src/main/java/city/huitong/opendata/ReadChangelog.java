package city.huitong.opendata;

import static city.huitong.catalog.CatalogProblem.DATASET_NOT_FOUND;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.DatasetChanges;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.RecordedChange;
import city.huitong.opendata.ChangelogEntry.Place;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the changelog of open data, the newest first: datasets that were opened, changed or withdrawn, and changes of the API. */
@ApplicationScoped
public class ReadChangelog {

    private final DatasetChanges changes;
    private final CurrentCatalog catalog;
    private final CatalogueOwner owner;
    private final List<ChangelogEntry> api;

    ReadChangelog(DatasetChanges changes, ApiChanges api, CurrentCatalog catalog, CatalogueOwner owner) {
        this.changes = changes;
        this.catalog = catalog;
        this.owner = owner;
        this.api = numbered(api.all());
    }

    /** What the changelog is called. */
    public LocalizedText title() {
        return new LocalizedText(owner.title().zh() + "：变更", owner.title().en() + ": changes");
    }

    /** The same while nothing has changed, for this process: a change gives the catalogue a new revision. */
    public String state() {
        return catalog.get().revision() + "-" + api.size();
    }

    /** All of it. */
    public Uni<Page<ChangelogEntry>> all(PageRequest page) {
        var place = page.after(Place::parse, Place.TOP);
        return changes.before(place.at(), place.id(), page.limit() + 1)
                .map(found -> page(page, Stream.concat(entries(found), apiAfter(place))));
    }

    /** What concerns one dataset, also one that was withdrawn; refuses with {@code dataset-not-found} what was never open. */
    public Uni<Page<ChangelogEntry>> of(String id, PageRequest page) {
        if (!DatasetId.isValid(id)) {
            throw DATASET_NOT_FOUND.because("it was never open");
        }
        var place = page.after(Place::parse, Place.TOP);
        return changes.before(new DatasetId(id), place.at(), place.id(), page.limit() + 1)
                .invoke(found -> mustBeKnown(place, found))
                .map(found -> page(page, entries(found)));
    }

    private static void mustBeKnown(Place place, List<RecordedChange> found) {
        if (found.isEmpty() && place.equals(Place.TOP)) {
            throw DATASET_NOT_FOUND.because("it was never open");
        }
    }

    private Stream<ChangelogEntry> apiAfter(Place place) {
        return api.stream().filter(entry -> Place.NEWEST_FIRST.compare(entry.place(), place) > 0);
    }

    private static Stream<ChangelogEntry> entries(List<RecordedChange> found) {
        return found.stream().map(ChangelogEntry::of);
    }

    private static Page<ChangelogEntry> page(PageRequest page, Stream<ChangelogEntry> entries) {
        var rows = entries.sorted(Comparator.comparing(ChangelogEntry::place, Place.NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(page, rows, entry -> entry.place().toString());
    }

    /** The oldest is the first. */
    private static List<ChangelogEntry> numbered(List<ApiChange> newestFirst) {
        return IntStream.range(0, newestFirst.size())
                .mapToObj(i -> ChangelogEntry.of(newestFirst.get(i), newestFirst.size() - i))
                .toList();
    }
}
