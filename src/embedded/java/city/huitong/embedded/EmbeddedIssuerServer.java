package city.huitong.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Publishes the keys of the embedded issuer as any OpenID Connect provider does, so that the hub verifies tokens the way it does
 * in production. Tokens themselves are given out by {@link TokenResource}, on the hub's own port.
 */
record EmbeddedIssuerServer(HttpServer server) implements Closeable {

    static final String KEYS_PATH = "/keys";

    static EmbeddedIssuerServer start(Path folder) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(KEYS_PATH, exchange -> answer(exchange, folder));
        server.start();
        return new EmbeddedIssuerServer(server);
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Path folder) throws IOException {
        try (exchange) {
            var body = IssuerKeys.published(folder).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
