package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.KEY_INVALID;
import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.platform.problem.Problem;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Knows a caller by its API key: a developer's client. */
@ApplicationScoped
class KeyAuthentication implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger(KeyAuthentication.class);
    private static final String HOLDER = KeyHolder.class.getName();
    /** Ahead of client certificates, which by themselves name nobody. */
    private static final int AHEAD = 10_000;

    private final ApiKeys keys;

    KeyAuthentication(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager others) {
        return PresentedKey.of(context)
                .map(this::identity)
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(
                        HttpCredentialTransport.Type.OTHER_HEADER, PresentedKey.HEADER.toLowerCase(Locale.ROOT)));
    }

    @Override
    public int getPriority() {
        return AHEAD;
    }

    /** Whose key the identity was made from. */
    static Optional<KeyHolder> holder(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(HOLDER));
    }

    private Uni<SecurityIdentity> identity(String key) {
        return keys.find(key)
                .onFailure()
                .transform(KeyAuthentication::withoutKeys)
                .map(found -> found.orElseThrow(() -> KEY_INVALID.because("nobody has it, or has it any longer")))
                .map(KeyAuthentication::identity);
    }

    private static SecurityIdentity identity(KeyHolder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.caller()))
                .addRole(Roles.DEVELOPER)
                .addAttribute(HOLDER, holder)
                .build();
    }

    private static Problem withoutKeys(Throwable failure) {
        LOG.errorf("keys cannot be looked up: %s", failure.toString());
        return OVERLOADED.because("try again in a moment");
    }
}
