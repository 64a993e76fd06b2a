package city.huitong.catalog;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The catalogue in memory. It follows the stored one: at once for changes made by this process, and a moment later for those
 * of others.
 */
@Singleton
public class CurrentCatalog {

    private final CatalogQueries queries;
    private final AtomicReference<Catalog> current = new AtomicReference<>(Catalog.EMPTY);

    /** @param queries where the stored catalogue is read */
    public CurrentCatalog(CatalogQueries queries) {
        this.queries = queries;
    }

    /**
     * The latest catalogue this process knows. Ask once for one piece of work. Fails with {@code overloaded} while the hub
     * starts: before it has read the catalogue it cannot say what there is.
     */
    public Catalog get() {
        var known = current.get();
        if (isUnread(known)) {
            throw OVERLOADED.because("the hub has just started; try again in a moment");
        }
        return known;
    }

    /** The same; read first if nobody has. */
    public Uni<Catalog> known() {
        var known = current.get();
        return isUnread(known) ? reload() : Uni.createFrom().item(known);
    }

    /** Reads the stored catalogue. */
    public Uni<Catalog> reload() {
        return queries.load().map(this::newest);
    }

    /** Reads the stored catalogue if it has changed. */
    public Uni<Void> refresh() {
        return queries.revision()
                .chain(stored -> stored == current.get().revision() ? known() : reload())
                .replaceWithVoid();
    }

    private static boolean isUnread(Catalog catalog) {
        return catalog.revision() < 0;
    }

    /** Two readers may overtake each other; the later revision stays. */
    private Catalog newest(Catalog loaded) {
        return current.accumulateAndGet(loaded, (mine, other) -> mine.revision() > other.revision() ? mine : other);
    }
}
