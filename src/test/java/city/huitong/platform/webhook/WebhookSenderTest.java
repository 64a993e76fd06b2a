package city.huitong.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Certificates;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.SigningKeys;
import city.huitong.platform.webhook.Attempt.Outcome;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes of one attempt, over real connections on this machine. */
class WebhookSenderTest {

    /** A first handshake of TLS takes a busy machine more than a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Certificates CERTIFICATES = Certificates.of();
    private static Vertx vertx;

    /** As by default, but for this machine and with less patience. */
    private record Settings(Duration deadline) implements WebhookConfig {
        @Override
        public boolean allowLoopback() {
            return true;
        }

        @Override
        public int atOnce() {
            return 4;
        }

        @Override
        public int atOnceToEach() {
            return 2;
        }

        @Override
        public Duration firstRetry() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration longestRetry() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration giveUpAfter() {
            return Duration.ofDays(5);
        }

        @Override
        public Duration keep() {
            return Duration.ofDays(1);
        }
    }

    @BeforeAll
    static void begin() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() {
        vertx.closeAndAwait();
    }

    @Test
    void speaksTlsWithWhomItTrusts() throws Exception {
        try (var recipient = Recipient.secure(tls("hub"), "127.0.0.1")) {
            assertThat(send("https://localhost:" + recipient.port() + "/hook?a=b", trusting())
                            .outcome())
                    .isEqualTo(Outcome.DELIVERED);
            assertThat(recipient.messages())
                    .hasSize(1)
                    .allMatch(message -> message.path().equals("/hook"));
            assertThat(send("https://localhost:" + recipient.port() + "/hook", Optional.empty())
                            .outcome())
                    .isEqualTo(Outcome.NOT_REACHABLE);
        }
    }

    @Test
    void refusesStrangersAndOtherNames() throws Exception {
        try (var stranger = Recipient.secure(tls("stranger"), "127.0.0.1");
                var otherName = Recipient.secure(tls("hub"), "127.0.0.2")) {
            assertThat(send("https://localhost:" + stranger.port() + "/", trusting())
                            .outcome())
                    .isEqualTo(Outcome.NOT_REACHABLE);
            assertThat(send("https://127.0.0.2:" + otherName.port() + "/", trusting())
                            .outcome())
                    .isEqualTo(Outcome.NOT_REACHABLE);
            assertThat(stranger.messages()).isEmpty();
            assertThat(otherName.messages()).isEmpty();
        }
    }

    @Test
    void waitsNoLongerThanTheDeadline() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var started = Instant.now();
            assertThat(send("http://127.0.0.1:" + silent.getLocalPort() + "/", Optional.empty(), SHORT)
                            .outcome())
                    .isEqualTo(Outcome.TIMED_OUT);
            assertThat(Duration.between(started, Instant.now())).isLessThan(PATIENCE);
        }
    }

    @Test
    void readsNoEndlessAnswer() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var talking = Thread.ofVirtual().start(() -> talkOn(server));
            assertThat(send("http://127.0.0.1:" + server.getLocalPort() + "/", Optional.empty(), SHORT)
                            .outcome())
                    .isEqualTo(Outcome.TIMED_OUT);
            assertThat(talking.join(Duration.ofSeconds(10)))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    private static void talkOn(ServerSocket server) {
        try (var connection = server.accept()) {
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("x".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException _) {
            // The hub has hung up.
        }
    }

    private static Attempt send(String url, Optional<TrustOptions> trust) {
        return send(url, trust, PATIENCE);
    }

    private static Attempt send(String url, Optional<TrustOptions> trust, Duration deadline) {
        var settings = new Settings(deadline);
        var addresses = new WebhookAddress(vertx, new AddressRules(settings), settings);
        var keys = new SigningKeys(Base64.getEncoder().encodeToString(new byte[32]), Optional.empty());
        var clock = new CityClock(ZoneId.of("Asia/Shanghai"));
        var sender = new WebhookSender(vertx, addresses, keys, clock, settings, trust);
        return sender.send(new Claimed(1, UUID.randomUUID(), "app", "t", url, "{}", 1, 0, clock.now()))
                .await()
                .atMost(PATIENCE.multipliedBy(2));
    }

    /** TLS of a server with this certificate. */
    private static SSLContext tls(String name) throws Exception {
        var password = Certificates.PASSWORD.toCharArray();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(CERTIFICATES.store(name).toFile(), password), password);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static Optional<TrustOptions> trusting() {
        return Optional.of(
                new PfxOptions().setPath(CERTIFICATES.trusted().toString()).setPassword(Certificates.PASSWORD));
    }
}
