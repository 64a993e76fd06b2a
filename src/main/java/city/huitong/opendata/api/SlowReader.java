package city.huitong.opendata.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Cuts the connection of a client that reads too slowly or not at all: it would keep a worker, a connection to the database and the room
 * of other clients for as long as it likes. The rule: in a window of which the hub has waited for the client for at least half, the client
 * must have taken so many bytes for each second of waiting.
 */
final class SlowReader extends FilterOutputStream {

    /** What is too slow. */
    record Rule(Duration window, long leastBytesPerSecond) {

        private boolean isTooSlow(long waitedNanos, long bytes) {
            return waitedNanos * 2 >= window.toNanos()
                    && bytes
                            < leastBytesPerSecond
                                    * waitedNanos
                                    / Duration.ofSeconds(1).toNanos();
        }
    }

    private final Vertx vertx;
    private final Rule rule;
    private final long timer;
    private boolean begun;
    private boolean waiting;
    private long waitingSince;
    private long waited;
    private long taken;

    private SlowReader(Vertx vertx, HttpServerRequest request, OutputStream out, Rule rule) {
        super(out);
        this.vertx = vertx;
        this.rule = rule;
        this.timer = vertx.setPeriodic(rule.window().toMillis(), _ -> look(request));
    }

    static SlowReader watch(Vertx vertx, HttpServerRequest request, OutputStream out, Rule rule) {
        return new SlowReader(vertx, request, out, rule);
    }

    /** Whether the client may have got something. */
    synchronized boolean hasBegun() {
        return begun;
    }

    private void look(HttpServerRequest request) {
        if (isTooSlow()) {
            vertx.cancelTimer(timer);
            cut(request.connection());
        }
    }

    /** Past the connection's own closing, which would wait until the client has taken what is on the way. */
    private static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            var _ = base.channelHandlerContext().close();
        } else {
            var _ = connection.close();
        }
    }

    /** Looks at the window that ends now and begins the next. */
    private synchronized boolean isTooSlow() {
        var now = System.nanoTime();
        if (waiting) {
            waited += now - waitingSince;
            waitingSince = now;
        }
        var slow = rule.isTooSlow(waited, taken);
        waited = 0;
        taken = 0;
        return slow;
    }

    private synchronized void begin() {
        waiting = true;
        waitingSince = System.nanoTime();
    }

    private synchronized void end(int length) {
        waiting = false;
        waited += System.nanoTime() - waitingSince;
        taken += length;
        begun = true;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        begin();
        try {
            out.write(some, from, length);
        } finally {
            end(length);
        }
    }

    /** Whatever has become of the file. */
    void stopWatching() {
        vertx.cancelTimer(timer);
    }
}
