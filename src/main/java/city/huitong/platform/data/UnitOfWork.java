package city.huitong.platform.data;

import city.huitong.platform.runtime.WorkInFlight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens transactions. All that happens in one is sequential: a connection is one stream. A hub that stops waits for those that
 * are open and opens no others.
 */
@ApplicationScoped
public class UnitOfWork {

    private final Pool pool;
    private final Mutiny.SessionFactory sessions;
    private final WorkInFlight inFlight;

    UnitOfWork(Pool pool, Mutiny.SessionFactory sessions, WorkInFlight inFlight) {
        this.pool = pool;
        this.sessions = sessions;
        this.inFlight = inFlight;
    }

    /** A transaction on rows (data plane). Committed when the work's Uni completes, rolled back when it fails. */
    public <T> Uni<T> onRows(Function<SqlTx, Uni<T>> work) {
        return inFlight.count(() -> pool.withTransaction(connection -> work.apply(new SqlTx(connection))));
    }

    /** A transaction on entities (control plane). Committed when the work's Uni completes, rolled back when it fails. */
    public <T> Uni<T> onEntities(Function<EntityTx, Uni<T>> work) {
        return inFlight.count(() -> sessions.withTransaction((session, _) -> work.apply(new EntityTx(session))));
    }
}
