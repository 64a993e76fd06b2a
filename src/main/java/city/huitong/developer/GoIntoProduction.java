package city.huitong.developer;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Gives a client the tier of production: its developer asks, an operator decides, the trail says so. */
@ApplicationScoped
public class GoIntoProduction {

    private final ClientRepository clients;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final Caller caller;
    private final CityClock clock;

    GoIntoProduction(
            ClientRepository clients, AuditTrail trail, UnitOfWork unitOfWork, Caller caller, CityClock clock) {
        this.clients = clients;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.caller = caller;
        this.clock = clock;
    }

    /** Fails with {@code production-asked} where it waits or was given. */
    public Uni<Client> ask(UUID client, String reason) {
        return unitOfWork.onRows(tx -> clients.hold(tx, client)
                .map(found -> found.asking(reason, clock.now()))
                .call(asked -> clients.update(tx, asked)));
    }

    /** Who waits, oldest first. */
    public Uni<Page<Client>> waiting(PageRequest page) {
        return clients.waiting(page);
    }

    /** Fails with {@code production-not-asked} where nothing waits. */
    public Uni<Client> decide(UUID client, boolean approved, String answer) {
        var actor = caller.client();
        return unitOfWork.onRows(tx -> clients.hold(tx, client)
                .map(found -> found.decided(approved, answer, clock.now()))
                .call(decided -> clients.update(tx, decided))
                .call(decided -> record(tx, decided, actor)));
    }

    private Uni<UUID> record(SqlTx tx, Client client, String actor) {
        var entry = AuditEntry.of(
                AuditKind.ACCESS_CHANGED, actor, Roles.OPERATOR, "developer-clients", Basis.NONE, clock.now());
        return trail.append(
                tx,
                entry.with(Map.of(
                        "client", client.id().toString(), "tier", client.tier().word())));
    }
}
