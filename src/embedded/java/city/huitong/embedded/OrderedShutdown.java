package city.huitong.embedded;

import io.quarkus.dev.appstate.ApplicationStateNotification;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops the embedded servers after the application. Shutdown hooks run side by side; were the servers stopped first, the
 * application would spend its last seconds reconnecting.
 */
final class OrderedShutdown implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DataFolder folder;
    private final FileLock lock;
    private final List<Closeable> servers = new CopyOnWriteArrayList<>();

    private OrderedShutdown(DataFolder folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static OrderedShutdown register(DataFolder folder, FileLock lock) {
        var shutdown = new OrderedShutdown(folder, lock);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "embedded-servers-stop"));
        return shutdown;
    }

    void afterApplication(Closeable server) {
        servers.add(server);
    }

    @Override
    public void run() {
        awaitApplication();
        servers.forEach(OrderedShutdown::close);
        close(lock::release);
        if (!folder.keeps()) {
            close(folder::delete);
        }
    }

    private static void awaitApplication() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (applicationRuns() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean applicationRuns() {
        return ApplicationStateNotification.getState() == ApplicationStateNotification.State.STARTED;
    }

    private static void close(Closeable server) {
        try {
            server.close();
        } catch (IOException | CompletionException e) {
            System.err.println("embedded server did not stop cleanly: " + e.getMessage());
        }
    }
}
