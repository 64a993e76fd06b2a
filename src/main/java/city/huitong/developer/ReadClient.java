package city.huitong.developer;

import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What the hub knows of a client, for the client itself. */
@ApplicationScoped
public class ReadClient {

    private final ClientRepository clients;
    private final UnitOfWork unitOfWork;
    private final CityClock clock;

    ReadClient(ClientRepository clients, UnitOfWork unitOfWork, CityClock clock) {
        this.clients = clients;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** A client and its keys that hold. */
    public record WithKeys(Client client, List<ClientKey> keys) {}

    public Uni<WithKeys> find(UUID id) {
        return clients.find(id).chain(client -> clients.keys(id, clock.now()).map(keys -> new WithKeys(client, keys)));
    }

    /** Forgets the client, whom to ask about it, and its keys. */
    public Uni<Void> remove(UUID id) {
        return unitOfWork.onRows(tx -> clients.remove(tx, id));
    }
}
