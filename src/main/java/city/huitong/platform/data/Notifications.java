package city.huitong.platform.data;

import city.huitong.platform.runtime.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.pubsub.PgSubscriber;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hears what other transactions announce with PostgreSQL's {@code NOTIFY}. A notification is only a hint to look: while the
 * connection is away some are lost, so every listener also looks from time to time by itself.
 */
@ApplicationScoped
public class Notifications {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final Background background;
    private final PgSubscriber subscriber;
    /** One connection for all channels, asked for until it is there. */
    private final Uni<Void> connected;

    Notifications(
            Vertx vertx,
            Background background,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.background = background;
        var options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password);
        this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> RECONNECT.toMillis());
        this.connected = subscriber
                .connect()
                .onFailure()
                .retry()
                .withBackOff(RECONNECT, RECONNECT)
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    /** Calls the listener, on an event loop, whenever something is announced on the channel. */
    public void listen(String channel, Runnable listener) {
        hear(channel, _ -> listener.run());
        connected.subscribe().with(_ -> listener.run(), failure -> LOG.warn("LISTEN is not possible yet", failure));
    }

    /** Gives the listener, on an event loop, what is announced on the channel. What is lost meanwhile nobody says again. */
    public void hear(String channel, Consumer<String> listener) {
        subscriber.channel(channel).handler(listener);
    }

    /**
     * Does the work whenever something is announced on the channel, in a context of its own, so that it may use entities. A
     * failure is logged; the next announcement starts it anew.
     */
    public void follow(String channel, Supplier<Uni<Void>> work) {
        listen(channel, () -> background.start("following " + channel, work));
    }

    void stop(@Observes ShutdownEvent event) {
        subscriber.closeAndForget();
    }
}
