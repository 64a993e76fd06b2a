package city.huitong.opendata;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** What is known of files that were written whole. */
public interface Manifests {

    Uni<Optional<Written>> find(Export export);

    /** Keeps it; what is known already stays. */
    Uni<Void> keep(Export export, Written written);

    /** Forgets those older than a time, and the oldest if there are too many. They can be made again. */
    Uni<Void> forget(Instant before, int most);
}
