package city.huitong.opendata;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.function.Supplier;
import org.apache.jena.sys.JenaSystem;

/**
 * The way to Jena. Its classes make themselves ready when the first of them is used, and two threads that use two first ones at
 * once may wait for each other for ever; so nobody touches one before this has made all of them ready. That takes half a second,
 * which is why it is not done at the start.
 */
final class Rdf {

    private Rdf() {}

    /** Does work with Jena where it may take its time: never on an event loop. */
    static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(() -> ready(work)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Does work with Jena on this thread. */
    static <T> T ready(Supplier<T> work) {
        JenaSystem.init();
        return work.get();
    }
}
