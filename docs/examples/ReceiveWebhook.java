import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Receives webhooks as Standard Webhooks has them and prints each once: checks the signature (v1a, Ed25519) by the keys that the hub
 * publishes, refuses what is older than five minutes, and drops what it has seen. With the JDK alone.
 *
 * <p>{@code java ReceiveWebhook.java 9090 http://localhost:8080}, and register {@code http://localhost:9090/}
 */
class ReceiveWebhook {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** A key that is not known yet may be new; whoever guesses makes nobody ask more often than this. */
    private static final Duration KEYS_AGAIN = Duration.ofSeconds(5);

    private static final int LONGEST_BODY = 1_000_000;
    private static final Pattern KEY = Pattern.compile("\"x\"\\s*:\\s*\"([A-Za-z0-9_-]{43})\"");
    /** What comes before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
    private static final String DER = "302a300506032b6570032100";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI keySet;
    private final Map<String, Instant> seen = new LinkedHashMap<>();
    private List<PublicKey> keys = List.of();
    private Instant asked = Instant.EPOCH;

    private ReceiveWebhook(String hub) {
        keySet = URI.create(hub + "/.well-known/jwks.json");
    }

    public static void main(String[] args) throws IOException {
        var receiver = new ReceiveWebhook(args[1]);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        var server = HttpServer.create(address, 0);
        server.createContext("/", receiver::receive);
        server.start();
        System.err.println("listening on " + server.getAddress().getPort());
    }

    /** Whoever gets another answer than 2xx sends the message again later. */
    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status(exchange, body), -1);
        }
    }

    private int status(HttpExchange exchange, String body) {
        var id = exchange.getRequestHeaders().getFirst("webhook-id");
        var time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        var signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
        if (id == null || time == null || signatures == null || !isFresh(time)) {
            return 400;
        }
        if (!isSigned(id + "." + time + "." + body, signatures)) {
            return 401;
        }
        if (isNew(id)) {
            System.out.println(body);
        }
        return 204;
    }

    private static boolean isFresh(String time) {
        return time.matches("[0-9]{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), Instant.now())
                                .abs()
                                .compareTo(TOLERANCE)
                        < 0;
    }

    /** What is older than the tolerance would not be fresh any more, so it need not be remembered. */
    private boolean isNew(String id) {
        var now = Instant.now();
        seen.values().removeIf(at -> at.plus(TOLERANCE).plus(TOLERANCE).isBefore(now));
        return seen.putIfAbsent(id, now) == null;
    }

    /** While the hub changes its key there may be several signatures and several keys; one that fits is enough. */
    private boolean isSigned(String content, String signatures) {
        if (verifies(content, signatures)) {
            return true;
        }
        if (asked.plus(KEYS_AGAIN).isAfter(Instant.now())) {
            return false;
        }
        asked = Instant.now();
        keys = published();
        return verifies(content, signatures);
    }

    private boolean verifies(String content, String signatures) {
        for (var signature : signatures.split(" ")) {
            for (var key : keys) {
                if (signature.startsWith("v1a,") && verifies(content, signature.substring(4), key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean verifies(String content, String signature, PublicKey key) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(content.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private List<PublicKey> published() {
        var found = new ArrayList<PublicKey>();
        try {
            var answer = http.send(HttpRequest.newBuilder(keySet).build(), HttpResponse.BodyHandlers.ofString());
            var x = KEY.matcher(answer.body());
            while (x.find()) {
                var raw = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(x.group(1)));
                var encoded = new X509EncodedKeySpec(HexFormat.of().parseHex(DER + raw));
                found.add(KeyFactory.getInstance("Ed25519").generatePublic(encoded));
            }
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("the keys cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }
}
