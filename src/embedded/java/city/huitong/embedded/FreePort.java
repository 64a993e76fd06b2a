package city.huitong.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port for an embedded server. */
final class FreePort {

    private FreePort() {}

    /**
     * For dev mode the usual port when it is free on the loopback interface. Tests take any: builds that run side by side would
     * all find the usual one free and then quarrel over it.
     */
    static int choose(boolean usual, int wanted) {
        return usual ? near(wanted) : any();
    }

    private static int near(int wanted) {
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
