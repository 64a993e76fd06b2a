package city.huitong.platform.security;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/**
 * Whom a limit counts a request for: a known caller by the subject of its token, which has been verified by then, a stranger by where it
 * comes from. Kept in memory only.
 */
@RequestScoped
public class CallerPlace {

    private final CurrentVertxRequest request;

    CallerPlace(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Whether nobody knows who it is. */
    public boolean isStranger() {
        return token().isEmpty();
    }

    /** What tells it from others. */
    public String name() {
        return token().map(token -> "caller " + token.claims().getString("sub", ""))
                .orElseGet(() -> "address " + address());
    }

    private Optional<PresentedToken> token() {
        return Optional.ofNullable(request.getCurrent()).flatMap(PresentedToken::of);
    }

    private String address() {
        return Optional.ofNullable(request.getCurrent()).map(AddressClass::of).orElse("unknown");
    }
}
