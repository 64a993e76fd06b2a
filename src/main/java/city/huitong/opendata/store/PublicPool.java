package city.huitong.opendata.store;

import static city.huitong.opendata.OpenDataProblem.QUERY_INVALID;
import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;
import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections for what strangers ask: few, so that they cannot take those of the hub; read-only; and each statement has a deadline that
 * PostgreSQL keeps.
 */
@Singleton
class PublicPool {

    /** What the pool says to who has waited for as long as it lets anybody wait; it has no type of its own for that. */
    private static final String TOO_LATE = "Timeout waiting for connection";

    private static final int MOST_WAITING = 200;
    private static final int WAIT_SECONDS = 5;

    private static final String CANCELED = "57014";
    private static final String DATA_EXCEPTION = "22";
    private static final String NOT_SUPPORTED = "0A000";

    private final Pool pool;
    /** How often statements had to be prepared anew, on all connections. */
    private final AtomicInteger plans = new AtomicInteger();

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

    /**
     * Sends a statement. Refuses with {@code query-too-costly}, {@code query-invalid} or {@code overloaded} what is the caller's or the
     * crowd's fault.
     */
    Uni<RowSet<Row>> execute(QueryStatement statement) {
        var used = plans.get();
        return send(statement, used)
                .onFailure()
                .recoverWithUni(failure -> isOutdated(failure)
                        ? again(statement, used)
                        : Uni.createFrom().failure(problem(failure)));
    }

    private Uni<RowSet<Row>> again(QueryStatement statement, int used) {
        plans.compareAndSet(used, used + 1);
        return send(statement, plans.get()).onFailure().transform(PublicPool::problem);
    }

    /** The comment makes it another statement for the connections, which know theirs by the text. */
    private Uni<RowSet<Row>> send(QueryStatement statement, int plan) {
        var text = plan == 0 ? statement.text() : statement.text() + " /* " + plan + " */";
        return pool.preparedQuery(text).execute(statement.tuple());
    }

    /** Somebody has widened a column since a connection has prepared the statement. */
    private static boolean isOutdated(Throwable failure) {
        return failure instanceof PgException refusal && NOT_SUPPORTED.equals(refusal.getSqlState());
    }

    private static Throwable problem(Throwable failure) {
        if (failure instanceof PgException failed) {
            return switch (String.valueOf(failed.getSqlState())) {
                case CANCELED -> QUERY_TOO_COSTLY.because("the query took too long; narrow it or export the dataset");
                case String state
                when state.startsWith(DATA_EXCEPTION) ->
                    QUERY_INVALID.because("a value of the query is too large, or grows too large");
                default -> failure;
            };
        }
        return isWaiting(failure) ? OVERLOADED.because("too many queries at the moment; try again") : failure;
    }

    private static boolean isWaiting(Throwable failure) {
        return failure instanceof NoStackTraceThrowable
                || failure instanceof ConnectionPoolTooBusyException
                || (failure instanceof VertxException && TOO_LATE.equals(failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent event) {
        pool.closeAndForget();
    }
}
