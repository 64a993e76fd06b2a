package city.huitong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * PostGraphile over the hub's own tables, with a pool of the same size. npm fetches it into {@code target/postgraphile}, with the newer Node
 * that it needs; where there is no npm there is no peer.
 */
final class PostgraphilePeer implements AutoCloseable {

    /** The same list as the hub's, by the table's name. */
    static final String QUERY = "{\"query\":\"{ allAdministrativeDivisions(first: 20) {"
            + " nodes { code name level parent province } pageInfo { hasNextPage endCursor } } }\"}";

    /** The same three levels, by the foreign key that it needs to see them. */
    static final String LEVELS = "{\"query\":\"{ allAdministrativeDivisions(first: 5) { nodes { code name level"
            + " administrativeDivisionsByParent(first: 5) { nodes { code name level"
            + " administrativeDivisionsByParent(first: 5) { nodes { code name level } } } } } } }\"}";

    /** It shows no relation by a column that has no index of its own; the hub's has the order of the key in it. */
    static final String FOREIGN_KEY = "create index on records.\"administrative-divisions\" (parent);"
            + " alter table records.\"administrative-divisions\" add foreign key (parent)"
            + " references records.\"administrative-divisions\" (code)";

    private static final Path FOLDER = Path.of("target/postgraphile");
    private static final int PATIENCE_SECONDS = 180;
    private static final int LOOK_AGAIN_NANOS = 100_000_000;

    private final Process process;
    private final int port;

    private PostgraphilePeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param servers the hub's, among them the database whose datasets are registered already */
    static Optional<PostgraphilePeer> start(Map<String, String> servers, int pool) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("graphile.config.mjs"), config(pool));
            if (run("npm", "install", "--no-save", "--no-audit", "--no-fund", "node@22.23.3", "postgraphile@5.1.5")
                    != 0) {
                return Optional.empty();
            }
            return Optional.of(
                    listening(servers.get("quarkus.datasource.reactive.url").replace("//", "//postgres:bench@")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String config(int pool) {
        return """
                import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
                import { makePgService } from 'postgraphile/adaptors/pg';

                export default {
                  extends: [PostGraphileAmberPreset],
                  pgServices: [
                    makePgService({ connectionString: process.env.PEER_DB, schemas: ['records'], poolConfig: { max: %d } }),
                  ],
                  grafserv: { port: Number(process.env.PEER_PORT), host: 'localhost', watch: false },
                };
                """.formatted(pool);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static PostgraphilePeer listening(String database) throws IOException {
        var port = freePort();
        var command = in("node_modules/.bin/node", "node_modules/.bin/postgraphile");
        command.environment().putAll(Map.of("PEER_DB", database, "PEER_PORT", String.valueOf(port)));
        var peer = new PostgraphilePeer(command.start(), port);
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!peer.answers()) {
            if (System.nanoTime() > deadline || !peer.process.isAlive()) {
                peer.close();
                throw new UncheckedIOException(
                        new IOException("PostGraphile did not start, see " + FOLDER + "/peer.log"));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return peer;
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int run(String... command) throws IOException {
        var process = in(command).start();
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static ProcessBuilder in(String... command) {
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        FOLDER.resolve("peer.log").toAbsolutePath().toFile()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
