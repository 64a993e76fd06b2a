package city.huitong.developer;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where clients and their keys are kept. What ends a key or changes what it may is announced to all processes. */
public interface ClientRepository {

    Uni<Void> add(SqlTx tx, Client client);

    /** The client, held until the transaction ends. Fails with {@code client-not-found}. */
    Uni<Client> hold(SqlTx tx, UUID id);

    /** Fails with {@code client-not-found}. */
    Uni<Client> find(UUID id);

    /** Keeps its tier and what became of asking for more. */
    Uni<Void> update(SqlTx tx, Client client);

    /** With its keys and what it has used. */
    Uni<Void> remove(SqlTx tx, UUID id);

    /** Those that wait for a decision, oldest first. */
    Uni<Page<Client>> waiting(PageRequest page);

    Uni<Void> addKey(SqlTx tx, UUID client, NewKey key);

    /** Its keys that have not ended, oldest first. */
    Uni<List<ClientKey>> keys(UUID client, Instant now);

    /** The same within the transaction. */
    Uni<List<ClientKey>> keys(SqlTx tx, UUID client, Instant now);

    /** Has a key end, at once or later. */
    Uni<Void> end(SqlTx tx, UUID key, Instant at);
}
