package city.huitong.platform.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A recipient of webhooks: a server of its own on this machine, which keeps what it gets. */
public final class Recipient implements AutoCloseable {

    /** The DER form of an Ed25519 public key up to its 32 bytes (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<Message, Integer> answers = _ -> 204;
    private volatile String location = "";

    private Recipient(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** What came. */
    public record Message(String path, String id, String timestamp, String signature, String body, Instant at) {

        private static Message of(HttpExchange exchange, String body) {
            Headers headers = exchange.getRequestHeaders();
            return new Message(
                    exchange.getRequestURI().getPath(),
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body,
                    Instant.now());
        }

        public JsonObject json() {
            return new JsonObject(body);
        }

        public JsonObject data() {
            return json().getJsonObject("data");
        }

        public Message with(String otherId, String otherTimestamp, String otherBody) {
            return new Message(path, otherId, otherTimestamp, signature, otherBody, at);
        }

        /** As a recipient checks it: with the JDK and the key set that the hub publishes. */
        public boolean isSignedBy(String keySet) {
            var parts = signature.split(",", 2);
            return parts[0].equals("v1a")
                    && new JsonObject(keySet)
                            .getJsonArray("keys").stream()
                                    .map(JsonObject.class::cast)
                                    .anyMatch(key ->
                                            verifies(key, Base64.getDecoder().decode(parts[1])));
        }

        private boolean verifies(JsonObject key, byte[] signed) {
            try {
                var bytes = Base64.getUrlDecoder().decode(key.getString("x"));
                var encoded = HexFormat.of()
                        .parseHex(HexFormat.of().formatHex(PREFIX)
                                + HexFormat.of().formatHex(bytes));
                var verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
                verifier.update((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return verifier.verify(signed);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Starts one on a free port. */
    public static Recipient started() {
        return startedAt(0);
    }

    /** Starts one on this port. */
    public static Recipient startedAt(int port) {
        try {
            return new Recipient(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that speaks TLS, on this address of the machine. */
    static Recipient secure(SSLContext tls, String address) {
        try {
            var server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new Recipient(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** From now on it answers so; the function may take its time. */
    public Recipient answering(Function<Message, Integer> function) {
        answers = function;
        return this;
    }

    /** From now on it says that it is elsewhere. */
    public Recipient redirecting(int status, String to) {
        location = to;
        return answering(_ -> status);
    }

    public List<Message> messages() {
        return messages;
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var message = Message.of(exchange, body);
        messages.add(message);
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
        }
        exchange.sendResponseHeaders(answers.apply(message), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
