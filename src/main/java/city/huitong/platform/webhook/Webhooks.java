package city.huitong.platform.webhook;

import static city.huitong.platform.webhook.WebhookProblem.WEBHOOK_DISABLED;
import static city.huitong.platform.webhook.WebhookProblem.WEBHOOK_NOT_FOUND;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What recipients do with their webhooks, and where features say what is to be told. A recipient has one for each topic. */
@ApplicationScoped
public class Webhooks {

    private static final String PING = "webhook.ping";

    private final UnitOfWork unitOfWork;
    private final WebhookStore store;
    private final WebhookAddress addresses;
    private final Identifiers identifiers;
    private final CityClock clock;

    Webhooks(
            UnitOfWork unitOfWork,
            WebhookStore store,
            WebhookAddress addresses,
            Identifiers identifiers,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.store = store;
        this.addresses = addresses;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Appends a message to the transaction; nothing happens where its recipient has no webhook for the topic. Append after the row it
     * is about has been written: its lock keeps the messages in the order of the commits.
     */
    public Uni<Void> append(SqlTx tx, WebhookMessage message) {
        return store.append(tx, identifiers.next(), message);
    }

    /** From now on the recipient is told there; what waits goes there, too. Fails with {@code webhook-address-refused}. */
    public Uni<Webhook> register(String client, String topic, @Nullable String url) {
        return register(client, topic, url, _ -> Uni.createFrom().voidItem());
    }

    /**
     * The same, and in its transaction what the feature keeps beside it: in a table that references {@code webhook} and is cascaded to, so
     * that a removal removes it, too.
     */
    public Uni<Webhook> register(
            String client, String topic, @Nullable String url, Function<SqlTx, Uni<Void>> besides) {
        return addresses
                .target(url)
                .chain(target -> unitOfWork.onRows(
                        tx -> store.register(tx, client, topic, target.url().toString(), clock.now())
                                .call(() -> besides.apply(tx))));
    }

    /** The recipient's webhook. Fails with {@code webhook-not-found}. */
    public Uni<Webhook> find(String client, String topic) {
        return unitOfWork.onRows(tx -> require(tx, client, topic));
    }

    /** The recipient is told nothing any more, and its deliveries are forgotten. Fails with {@code webhook-not-found}. */
    public Uni<Void> remove(String client, String topic) {
        return unitOfWork
                .onRows(tx -> store.remove(tx, client, topic).invoke(Webhooks::mustHaveBeen))
                .replaceWithVoid();
    }

    /**
     * Sends the recipient a message that says nothing. Fails with {@code webhook-not-found} and {@code webhook-disabled}.
     *
     * @return the delivery; the one that is still waiting, when there is one
     */
    public Uni<WebhookDelivery> ping(String client, String topic) {
        return unitOfWork.onRows(tx -> require(tx, client, topic)
                .invoke(Webhooks::mustBeActive)
                .chain(() -> store.waiting(tx, client, topic, PING))
                .chain(waiting -> waiting.isPresent() ? found(waiting.get()) : newPing(tx, client, topic)));
    }

    /** The recipient's deliveries, newest first. Fails with {@code webhook-not-found}. */
    public Uni<Page<WebhookDelivery>> deliveries(String client, String topic, PageRequest page) {
        return unitOfWork.onRows(tx -> require(tx, client, topic).chain(() -> store.list(tx, client, topic, page)));
    }

    private Uni<WebhookDelivery> newPing(SqlTx tx, String client, String topic) {
        return append(tx, new WebhookMessage(client, topic, PING, PING, clock.now(), "{}"))
                .chain(() -> store.waiting(tx, client, topic, PING))
                .map(Optional::orElseThrow);
    }

    private Uni<Webhook> require(SqlTx tx, String client, String topic) {
        return store.find(tx, client, topic).map(found -> found.orElseThrow(Webhooks::notFound));
    }

    private static Uni<WebhookDelivery> found(WebhookDelivery delivery) {
        return Uni.createFrom().item(delivery);
    }

    private static void mustBeActive(Webhook webhook) {
        if (!webhook.state().equals("ACTIVE")) {
            throw WEBHOOK_DISABLED.because("register it again");
        }
    }

    private static void mustHaveBeen(boolean there) {
        if (!there) {
            throw notFound();
        }
    }

    private static Problem notFound() {
        return WEBHOOK_NOT_FOUND.because("register one first");
    }
}
