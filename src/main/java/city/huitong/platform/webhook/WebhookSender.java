package city.huitong.platform.webhook;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.SigningKeys;
import city.huitong.platform.webhook.Attempt.Outcome;
import city.huitong.platform.webhook.WebhookAddress.Target;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes one attempt: signs the message as Standard Webhooks has it and posts it. Follows no redirect, reads nothing of the answer but
 * its status, and always says what came of it.
 */
@ApplicationScoped
class WebhookSender {

    /** The TLS configuration with further trusted certificates, {@code quarkus.tls.webhooks.trust-store…}. */
    private static final String TLS = "webhooks";

    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final WebhookAddress addresses;
    private final SigningKeys keys;
    private final CityClock clock;
    private final HttpClient client;
    private final Duration deadline;

    @Inject
    WebhookSender(
            Vertx vertx,
            WebhookAddress addresses,
            SigningKeys keys,
            CityClock clock,
            WebhookConfig config,
            TlsConfigurationRegistry registry) {
        this(vertx, addresses, keys, clock, config, registry.get(TLS).map(TlsConfiguration::getTrustStoreOptions));
    }

    /** Trusts these certificates; without them, those that the Java platform trusts. */
    WebhookSender(
            Vertx vertx,
            WebhookAddress addresses,
            SigningKeys keys,
            CityClock clock,
            WebhookConfig config,
            Optional<TrustOptions> trust) {
        this.addresses = addresses;
        this.keys = keys;
        this.clock = clock;
        this.deadline = config.deadline();
        var options = new HttpClientOptions()
                .setConnectTimeout((int) deadline.toMillis())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxPoolSize(config.atOnceToEach());
        trust.ifPresent(options::setTrustOptions);
        this.client = vertx.createHttpClient(options);
    }

    /** Never fails. */
    Uni<Attempt> send(Claimed delivery) {
        return addresses
                .target(delivery.url())
                .chain(target -> post(target, delivery))
                .ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .recoverWithItem(WebhookSender::failed);
    }

    private Uni<Attempt> post(Target target, Claimed delivery) {
        return client.request(request(target, delivery)).chain(request -> answered(request, delivery.body()));
    }

    /** The body of an answer is let pass. When the time is over, so is the connection. */
    private static Uni<Attempt> answered(HttpClientRequest request, String body) {
        return request.send(body).chain(WebhookSender::ended).onCancellation().invoke(request::reset);
    }

    /** Without a handler of its own Vert.x would log an error whenever a recipient breaks off. */
    private static Uni<Attempt> ended(HttpClientResponse response) {
        return response.exceptionHandler(_ -> {}).end().replaceWith(() -> Attempt.answered(response.statusCode()));
    }

    private RequestOptions request(Target target, Claimed delivery) {
        var seconds = Long.toString(clock.now().getEpochSecond());
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(target.isSecure())
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setURI(target.path())
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Huitong")
                .putHeader("webhook-id", delivery.id().toString())
                .putHeader("webhook-timestamp", seconds)
                .putHeader("webhook-signature", signature(delivery, seconds));
    }

    /** {@code v1a}: Ed25519 over id, time and body, so that no secret is shared. */
    private String signature(Claimed delivery, String seconds) {
        var signed = delivery.id() + "." + seconds + "." + delivery.body();
        return "v1a," + Base64.getEncoder().encodeToString(keys.sign(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static Attempt failed(Throwable failure) {
        return Attempt.failed(
                switch (failure) {
                    case Problem _ -> Outcome.ADDRESS_REFUSED;
                    case TimeoutException _ -> Outcome.TIMED_OUT;
                    default -> Outcome.NOT_REACHABLE;
                });
    }
}
