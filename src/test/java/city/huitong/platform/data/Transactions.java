package city.huitong.platform.data;

import city.huitong.platform.runtime.WorkInFlight;
import io.vertx.mutiny.sqlclient.Pool;

/** Transactions on rows of a database that belongs to one test. */
public final class Transactions {

    private Transactions() {}

    public static UnitOfWork on(Pool pool) {
        return new UnitOfWork(pool, null, new WorkInFlight());
    }
}
