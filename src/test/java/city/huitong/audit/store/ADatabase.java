package city.huitong.audit.store;

import city.huitong.embedded.EmbeddedServers;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A database of the embedded server that belongs to one test. It can be copied and put back, as backups are. */
public final class ADatabase implements AutoCloseable {

    static final Vertx VERTX = Vertx.vertx();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Benchmarks want a server that waits for the disk, which is that of dev mode. */
    private static final String SERVER = EmbeddedServers.startedFor(System.getProperty("bench.servers", "test"), false)
            .get("quarkus.datasource.jdbc.url")
            .replaceFirst("/postgres$", "/");

    private static final String USER = "postgres";
    private static final String TEMPLATE = template();

    private final String name = newName();
    private Pool pool;

    public ADatabase() {
        admin("create database " + name + " template " + TEMPLATE);
        pool = connect(name);
    }

    public Pool pool() {
        return pool;
    }

    /** Copies the database as it is now. */
    String backUp() {
        close();
        var backup = newName();
        admin("create database " + backup + " template " + name);
        pool = connect(name);
        return backup;
    }

    /** Puts a copy in the place of what there is. */
    void restore(String backup) {
        close();
        admin("drop database " + name);
        admin("create database " + name + " template " + backup);
        pool = connect(name);
    }

    /** A connection beside the pool. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(SERVER + name, USER, "embedded");
    }

    /** Runs a statement as somebody would who can write to the database. */
    void run(String sql) {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
    }

    /** Migrating takes longer than copying what was migrated. */
    private static String template() {
        var template = newName();
        admin("create database " + template);
        Flyway.configure()
                .dataSource(SERVER + template, USER, "embedded")
                .load()
                .migrate();
        return template;
    }

    private static String newName() {
        return "audit_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    }

    private static Pool connect(String database) {
        var options = PgConnectOptions.fromUri(SERVER.replaceFirst("^jdbc:", "") + database)
                .setUser(USER)
                .setPassword("embedded")
                .setCachePreparedStatements(true);
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(12))
                .connectingTo(options)
                .using(VERTX.getDelegate())
                .build());
    }

    private static void admin(String sql) {
        try (var connection = DriverManager.getConnection(SERVER + "postgres", USER, "embedded");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
