package city.huitong.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port for an embedded server. */
final class FreePort {

    private FreePort() {}

    /** The wanted port when it is free on the loopback interface, else any free one. */
    static int near(int wanted) {
        try {
            return bind(wanted);
        } catch (IOException _) {
            return any();
        }
    }

    private static int any() {
        try {
            return bind(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    private static int bind(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
