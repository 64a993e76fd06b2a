package city.huitong.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real PostgreSQL of this machine, started from binaries that come as an ordinary artifact. */
record EmbeddedPostgresServer(EmbeddedPostgres server) implements Closeable {

    private static final int USUAL_PORT = 5432;

    static EmbeddedPostgresServer start(Path folder, boolean durable) throws IOException {
        stopOrphan(folder);
        Files.createDirectories(folder.getParent());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(FreePort.choose(durable, USUAL_PORT))
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB");
        if (durable) {
            // The library switches both off; data that is to survive a crash of the machine needs them.
            builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        }
        return new EmbeddedPostgresServer(builder.start());
    }

    int port() {
        return server.getPort();
    }

    /** PostgreSQL outlives a hub that was killed; the next start takes it down before it uses the same files. */
    static void stopOrphan(Path folder) throws IOException {
        var pidFile = folder.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).filter(EmbeddedPostgresServer::isPostgres).ifPresent(EmbeddedPostgresServer::stop);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(name -> name.endsWith("/postgres"))
                .isPresent();
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
