package city.huitong.developer;

import static city.huitong.developer.DeveloperProblem.KEY_NOT_FOUND;
import static city.huitong.developer.DeveloperProblem.LAST_KEY;
import static city.huitong.developer.DeveloperProblem.TOO_MANY_KEYS;

import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Changes a client's key without a gap: for a while both hold. */
@ApplicationScoped
public class ChangeKeys {

    static final int MOST = 2;

    private final ClientRepository clients;
    private final UnitOfWork unitOfWork;
    private final Identifiers ids;
    private final CityClock clock;
    private final DeveloperConfig config;

    ChangeKeys(
            ClientRepository clients, UnitOfWork unitOfWork, Identifiers ids, CityClock clock, DeveloperConfig config) {
        this.clients = clients;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    /** Makes another key; the one before ends after the grace. Fails with {@code too-many-keys} while both of a change hold. */
    public Uni<NewKey> another(UUID client) {
        var now = clock.now();
        var key = NewKey.of(ids.next(), now);
        return unitOfWork
                .onRows(tx -> held(tx, client)
                        .invoke(ChangeKeys::mustHaveRoom)
                        .chain(keys -> clients.end(tx, keys.getFirst().id(), now.plus(config.grace())))
                        .chain(() -> clients.addKey(tx, client, key)))
                .map(_ -> key);
    }

    /** Ends a key at once. Fails with {@code key-not-found}, and with {@code last-key} for the only one. */
    public Uni<Void> end(UUID client, UUID key) {
        return unitOfWork.onRows(tx -> held(tx, client)
                .invoke(keys -> mustLeaveOne(keys, key))
                .chain(() -> clients.end(tx, key, clock.now())));
    }

    private Uni<List<ClientKey>> held(SqlTx tx, UUID client) {
        return clients.hold(tx, client).chain(() -> clients.keys(tx, client, clock.now()));
    }

    private static void mustHaveRoom(List<ClientKey> keys) {
        if (keys.size() >= MOST) {
            throw TOO_MANY_KEYS.because("end one of the two first: DELETE /v1/developer/clients/me/keys/{id}");
        }
    }

    private static void mustLeaveOne(List<ClientKey> keys, UUID key) {
        if (keys.stream().noneMatch(each -> each.id().equals(key))) {
            throw KEY_NOT_FOUND.because("GET /v1/developer/clients/me lists them");
        }
        if (keys.size() == 1) {
            throw LAST_KEY.because("make another first, or remove the client");
        }
    }
}
