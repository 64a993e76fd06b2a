package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent the request at hand, as its access token says. */
@RequestScoped
public class Caller {

    private static final String DEPARTMENT_CLAIM = "department";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The client's identifier: the token's subject. */
    public String client() {
        return identity.getPrincipal().getName();
    }

    /** Whether the token gives this role. */
    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** The department this caller publishes for; empty for everybody else. */
    public Optional<String> department() {
        if (has(Roles.DEPARTMENT) && identity.getPrincipal() instanceof JsonWebToken token) {
            return token.<Object>claim(DEPARTMENT_CLAIM).map(Object::toString);
        }
        return Optional.empty();
    }

    /** Refuses with {@code forbidden} unless this caller publishes for the department. */
    public void mustPublishFor(String department) {
        if (!department().filter(department::equals).isPresent()) {
            throw FORBIDDEN.because("only the department " + department + " may do this");
        }
    }
}
