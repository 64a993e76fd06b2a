package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The developer's client whose API key came with the request at hand. Asked without the identity, which strangers have none of. */
@Singleton
public class KeyedClient {

    private static final String KEY = KeyedClient.class.getName();

    private final CurrentVertxRequest request;

    KeyedClient(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Empty for everybody without a key. */
    public Optional<KeyHolder> get() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(request.getCurrent()).flatMap(KeyedClient::of)
                : Optional.empty();
    }

    /** Refuses with {@code forbidden} who has no key, whatever roles their token gives. */
    public KeyHolder require() {
        return get().orElseThrow(() -> FORBIDDEN.because("send the client's key in the header " + PresentedKey.HEADER));
    }

    static Optional<KeyHolder> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /** Once the gate has let it in. */
    static void remember(RoutingContext context, KeyHolder holder) {
        context.put(KEY, holder);
    }
}
