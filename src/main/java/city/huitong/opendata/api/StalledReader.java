package city.huitong.opendata.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cuts the connection of a client that has stopped reading: it would keep a worker, a connection to the database and the room of other
 * clients for as long as it likes.
 */
final class StalledReader extends FilterOutputStream {

    private static final long LOOK_MILLIS = 5_000;
    private static final int MOST_LOOKS = 6;

    private final Vertx vertx;
    private final long timer;
    /** Whether a write is waiting for the client, and since how many looks it is the same one. */
    private volatile boolean waiting;

    private final AtomicLong writes = new AtomicLong();
    private long seen;
    private int looks;

    private StalledReader(Vertx vertx, HttpServerRequest request, OutputStream out) {
        super(out);
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(LOOK_MILLIS, _ -> look(request));
    }

    static StalledReader watch(Vertx vertx, HttpServerRequest request, OutputStream out) {
        return new StalledReader(vertx, request, out);
    }

    /** Whether the client may have got something. */
    boolean hasBegun() {
        return writes.get() > 0;
    }

    private void look(HttpServerRequest request) {
        looks = waiting && seen == writes.get() ? looks + 1 : 0;
        seen = writes.get();
        if (looks >= MOST_LOOKS) {
            vertx.cancelTimer(timer);
            var _ = request.connection().close();
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        waiting = true;
        try {
            out.write(some, from, length);
        } finally {
            waiting = false;
            writes.incrementAndGet();
        }
    }

    /** Whatever has become of the file. */
    void stopWatching() {
        vertx.cancelTimer(timer);
    }
}
