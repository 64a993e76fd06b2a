package city.huitong.developer;

import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.platform.security.KeyTier;
import city.huitong.platform.security.NewcomerLimit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes in a developer's client: at once, for everybody, only not for too many from one place. */
@ApplicationScoped
public class RegisterClient {

    private final ClientRepository clients;
    private final NewcomerLimit newcomers;
    private final UnitOfWork unitOfWork;
    private final Identifiers ids;
    private final CityClock clock;

    RegisterClient(
            ClientRepository clients,
            NewcomerLimit newcomers,
            UnitOfWork unitOfWork,
            Identifiers ids,
            CityClock clock) {
        this.clients = clients;
        this.newcomers = newcomers;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /** A client and its first key. */
    public record Registered(Client client, NewKey key) {}

    /** Fails with {@code rate-limited} when enough were registered from the same addresses today. */
    public Uni<Registered> register(String name, String contact, String purpose) {
        newcomers.count();
        var now = clock.now();
        var client = new Client(ids.next(), name, contact, purpose, KeyTier.TRIAL, now, Optional.empty());
        var key = NewKey.of(ids.next(), now);
        return unitOfWork
                .onRows(tx -> clients.add(tx, client).chain(() -> clients.addKey(tx, client.id(), key)))
                .map(_ -> new Registered(client, key));
    }
}
