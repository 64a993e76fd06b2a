package city.huitong.platform.security;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/**
 * Whom a limit counts a request for: a known caller by its key or the subject of its token, which have been verified by then, a
 * stranger by where it comes from. Kept in memory only.
 */
@RequestScoped
public class CallerPlace {

    private final CurrentVertxRequest request;

    CallerPlace(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Whether nobody knows who it is. */
    public boolean isStranger() {
        return caller().isEmpty();
    }

    /** What tells it from others. */
    public String name() {
        return caller().map(name -> "caller " + name).orElseGet(() -> "address " + address());
    }

    private Optional<String> caller() {
        return key().or(() -> token().map(token -> token.claims().getString("sub", "")));
    }

    private Optional<String> key() {
        return Optional.ofNullable(request.getCurrent())
                .flatMap(KeyedClient::of)
                .map(KeyHolder::caller);
    }

    private Optional<PresentedToken> token() {
        return Optional.ofNullable(request.getCurrent()).flatMap(PresentedToken::of);
    }

    private String address() {
        return Optional.ofNullable(request.getCurrent()).map(AddressClass::of).orElse("unknown");
    }
}
