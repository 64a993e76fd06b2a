package city.huitong.opendata;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Where agreements are kept. Each change is announced on {@link #CHANNEL}. */
public interface AgreementRepository {

    /** Announces that somebody may read more, or less. */
    String CHANNEL = "huitong_agreements";

    /** Whether it was taken in: a client applies for a dataset once at a time. */
    Uni<Boolean> add(SqlTx tx, Agreement agreement);

    /** The agreement, held until the transaction ends. Fails with {@code agreement-not-found}. */
    Uni<Agreement> hold(SqlTx tx, String dataset, UUID id);

    /** Keeps what was decided. */
    Uni<Void> update(SqlTx tx, Agreement agreement);

    /** Those about a dataset, the latest first. */
    Uni<Page<Agreement>> ofDataset(String dataset, PageRequest page);

    /** Those of a client, the latest first. */
    Uni<Page<Agreement>> ofClient(UUID client, PageRequest page);

    /** The datasets of which a client may read what is open under conditions, and until when. */
    Uni<Map<String, Instant>> held(UUID client, Instant now);
}
