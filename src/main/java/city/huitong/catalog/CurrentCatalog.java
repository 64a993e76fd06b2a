package city.huitong.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The catalogue in memory. It follows the stored one: at once for changes made by this process, and a moment later for those
 * of others.
 */
@ApplicationScoped
public class CurrentCatalog {

    private final CatalogQueries queries;
    private final AtomicReference<Catalog> current = new AtomicReference<>(Catalog.EMPTY);

    /** @param queries where the stored catalogue is read */
    public CurrentCatalog(CatalogQueries queries) {
        this.queries = queries;
    }

    /** The latest catalogue this process knows. Ask once for one piece of work. */
    public Catalog get() {
        return current.get();
    }

    /** Reads the stored catalogue. */
    public Uni<Catalog> reload() {
        return queries.load().map(this::newest);
    }

    /** Reads the stored catalogue if it has changed. */
    public Uni<Void> refresh() {
        return queries.revision()
                .chain(stored -> stored == get().revision() ? Uni.createFrom().item(get()) : reload())
                .replaceWithVoid();
    }

    /** Two readers may overtake each other; the later revision stays. */
    private Catalog newest(Catalog loaded) {
        return current.accumulateAndGet(loaded, (mine, other) -> mine.revision() > other.revision() ? mine : other);
    }
}
