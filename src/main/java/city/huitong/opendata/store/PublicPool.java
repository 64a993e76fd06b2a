package city.huitong.opendata.store;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections for what strangers ask: few, so that they cannot take those of the hub; read-only; and each statement has a deadline that
 * PostgreSQL keeps.
 */
@ApplicationScoped
class PublicPool {

    private static final int MOST_WAITING = 200;
    private static final int WAIT_SECONDS = 5;

    private final Pool pool;

    PublicPool(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "huitong.open-data.connections", defaultValue = "8") int connections,
            @ConfigProperty(name = "huitong.open-data.statement-timeout", defaultValue = "5s") Duration timeout) {
        var options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .addProperty("statement_timeout", Long.toString(timeout.toMillis()))
                .addProperty("default_transaction_read_only", "on")
                .addProperty("application_name", "huitong open data");
        var limits = new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        this.pool = Pool.newInstance(
                PgBuilder.pool().with(limits).connectingTo(options).using(vertx).build());
    }

    /** Where statements are sent. */
    Pool get() {
        return pool;
    }

    void stop(@Observes ShutdownEvent event) {
        pool.closeAndForget();
    }
}
