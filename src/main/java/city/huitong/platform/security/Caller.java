package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.FORBIDDEN;
import static city.huitong.platform.problem.PlatformProblem.STEP_UP_REQUIRED;

import city.huitong.platform.runtime.CityClock;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent the request at hand, as its access token says. */
@RequestScoped
public class Caller {

    private static final String DEPARTMENT_CLAIM = "department";
    private static final String ACR_CLAIM = "acr";
    private static final String AUTH_TIME_CLAIM = "auth_time";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/@-]{0,119}");
    private static final Pattern NUMBER_IN_IT = Pattern.compile("[0-9]{15}");

    private final SecurityIdentity identity;
    private final CallerConfig config;
    private final CityClock clock;

    Caller(SecurityIdentity identity, CallerConfig config, CityClock clock) {
        this.identity = identity;
        this.config = config;
        this.clock = clock;
    }

    /** The client's identifier: the token's subject. */
    public String client() {
        return identity.getPrincipal().getName();
    }

    /** The same where it is kept: refuses with {@code forbidden} what is no code, or may hold an official number. */
    public String clientCode() {
        var client = client();
        if (!CODE.matcher(client).matches() || NUMBER_IN_IT.matcher(client).find()) {
            throw FORBIDDEN.because("the token's subject must be a code of letters, digits and _.:/@-");
        }
        return client;
    }

    /** Whether the token gives this role. */
    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** All roles of the token. */
    public Set<String> roles() {
        return identity.getRoles();
    }

    /** The department this caller publishes for; empty for everybody else. */
    public Optional<String> department() {
        return has(Roles.DEPARTMENT) ? claim(DEPARTMENT_CLAIM) : Optional.empty();
    }

    /**
     * The official number of the data subject who calls: a citizen number for the role {@code citizen}, a unified social credit
     * code for {@code enterprise}; empty for everybody else.
     */
    public Optional<ClaimedNumber> ownNumber() {
        var isSubject = has(Roles.CITIZEN) || has(Roles.ENTERPRISE);
        return isSubject ? claim(config.numberClaim()).map(ClaimedNumber::new) : Optional.empty();
    }

    /** How strongly the caller logged in: the token's {@code acr} (OpenID Connect Core section 2). */
    public Optional<String> acr() {
        return claim(ACR_CLAIM);
    }

    /** When the caller last logged in: the token's {@code auth_time}. */
    public Optional<Instant> authenticatedAt() {
        return claim(AUTH_TIME_CLAIM).flatMap(Caller::seconds);
    }

    /** Refuses with {@code forbidden} unless this caller publishes for the department. */
    public void mustPublishFor(String department) {
        if (!department().filter(department::equals).isPresent()) {
            throw FORBIDDEN.because("only the department " + department + " may do this");
        }
    }

    /**
     * Refuses with {@code step-up-required} (RFC 9470) unless this caller has logged in strongly enough, and lately.
     *
     * @param maxAge how long ago the login may be
     */
    public void mustHaveSteppedUp(Duration maxAge) {
        var accepted = config.stepUp().acrValues();
        if (!acr().filter(accepted::contains).isPresent() || !isFresh(maxAge)) {
            throw stepUp(accepted, maxAge);
        }
    }

    private boolean isFresh(Duration maxAge) {
        var now = clock.now();
        return authenticatedAt()
                .filter(login -> !login.isAfter(now.plus(config.clockSkew())))
                .filter(login -> login.plus(maxAge).isAfter(now))
                .isPresent();
    }

    private static RuntimeException stepUp(List<String> accepted, Duration maxAge) {
        return STEP_UP_REQUIRED
                .because("log in again with one of the acr_values and send the new token within max_age seconds")
                .withChallenge("acr_values", String.join(" ", accepted))
                .withChallenge("max_age", Long.toString(maxAge.toSeconds()));
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? token.<Object>claim(name).map(Object::toString).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    private static Optional<Instant> seconds(String text) {
        return text.matches("[0-9]{1,11}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                : Optional.empty();
    }
}
