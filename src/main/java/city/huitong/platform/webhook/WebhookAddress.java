package city.huitong.platform.webhook;

import static city.huitong.platform.webhook.WebhookProblem.WEBHOOK_ADDRESS_REFUSED;

import city.huitong.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a recipient's URL leads, at registration and again before each delivery. What was found is what is connected to: a
 * name that says something else a moment later (DNS rebinding) changes nothing.
 */
@ApplicationScoped
class WebhookAddress {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_PORT = 65_535;
    private static final String REFUSED = "it must be an https URL of a public host, with at most " + MAX_LENGTH
            + " characters and no user name or fragment";

    private final Vertx vertx;
    private final AddressRules rules;
    private final Duration deadline;

    WebhookAddress(Vertx vertx, AddressRules rules, WebhookConfig config) {
        this.vertx = vertx;
        this.rules = rules;
        this.deadline = config.deadline();
    }

    /** A URL and the address it leads to. */
    record Target(URI url, InetAddress address) {

        boolean isSecure() {
            return url.getScheme().equals("https");
        }

        int port() {
            var usual = isSecure() ? 443 : 80;
            return url.getPort() < 0 ? usual : url.getPort();
        }

        /** Path and query as they were written. */
        String path() {
            var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        }
    }

    /**
     * The target behind the text. Fails with {@code webhook-address-refused}; nobody is told whether a name is unknown or leads to
     * where it must not, since that would answer questions about the city's own network.
     */
    Uni<Target> target(@Nullable String text) {
        var url = Optional.ofNullable(text).flatMap(WebhookAddress::parse);
        return url.isEmpty()
                ? Uni.createFrom().failure(refused())
                : addresses(url.get().getHost()).map(found -> target(url.get(), found));
    }

    private Target target(URI url, List<InetAddress> found) {
        if (found.isEmpty() || !found.stream().allMatch(rules::allow)) {
            throw refused();
        }
        var target = new Target(url, found.getFirst());
        if (!target.isSecure() && !rules.isAllowedLoopback(target.address())) {
            throw refused();
        }
        return target;
    }

    /** By the resolver of the machine, which blocks, and so on a worker thread. */
    private Uni<List<InetAddress>> addresses(String host) {
        return vertx.executeBlocking(() -> resolved(host), false)
                .ifNoItem()
                .after(deadline)
                .recoverWithItem(List.of());
    }

    private static List<InetAddress> resolved(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    private static Optional<URI> parse(String text) {
        try {
            return text.length() > MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(new URI(text)).filter(WebhookAddress::isWellFormed);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isWellFormed(URI url) {
        return List.of("https", "http").contains(String.valueOf(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && url.getFragment() == null
                && url.getPort() != 0
                && url.getPort() <= MAX_PORT;
    }

    private static Problem refused() {
        return WEBHOOK_ADDRESS_REFUSED.because(REFUSED);
    }
}
