package city.huitong.subject.store;

import city.huitong.platform.data.Transactions;
import city.huitong.platform.security.Sealing;
import city.huitong.subject.NumberDigests;
import city.huitong.subject.Pseudonyms;
import city.huitong.subject.SubjectRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;

/** The stores as the hub makes them, on the database of a test. */
public final class Stores {

    private Stores() {}

    public static SubjectRepository subjects(Pool pool, Sealing sealing) {
        return new SqlSubjectRepository(pool, sealing);
    }

    public static NumberDigests digests(Pool pool) {
        return new SqlNumberDigests(pool);
    }

    /** What a start does with the keys. */
    public static void start(Connection connection, Pseudonyms pseudonyms, Sealing sealing) throws SQLException {
        new KeysAtStart(pseudonyms, sealing).check(connection);
    }

    /** One look for numbers that are digested with a former key. */
    public static Uni<Void> digestAnew(Pool pool, Pseudonyms pseudonyms, Sealing sealing, MeterRegistry metrics) {
        return new DigestAnew(Transactions.on(pool), digests(pool), pseudonyms, sealing, metrics).look();
    }
}
