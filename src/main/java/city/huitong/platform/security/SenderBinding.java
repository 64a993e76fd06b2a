package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.TOKEN_AUDIENCE;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_SENDER_MISMATCH;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_UNBOUND;

import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Judges verified tokens by their binding to a sender: one that is bound must have come with its proof, and one of an institution
 * or a partner must be bound. Fails closed: a binding that is not known here is refused.
 */
@ApplicationScoped
class SenderBinding implements SecurityIdentityAugmentor {

    /** Quarkus' name for the tenant in which a token was verified. */
    private static final String TENANT = "tenant-id";

    /** All that are registered with IANA (JWT Confirmation Methods). */
    private static final Set<String> CONFIRMATIONS = Set.of(
            PresentedToken.KEY_THUMBPRINT,
            PresentedToken.CERTIFICATE,
            "jwk",
            "jwe",
            "kid",
            "jku",
            "osc",
            "ckt",
            "x5bag",
            "x5chain",
            "x5t",
            "x5u");

    private static final Set<String> MUST_BE_BOUND = Set.of(Roles.INSTITUTION, Roles.PARTNER);

    private final List<String> audiences;

    SenderBinding(@ConfigProperty(name = "quarkus.oidc.token.audience") List<String> audiences) {
        this.audiences = audiences;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            mustBeForUs(token);
            mustBeProven(identity, token);
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom().item(identity.getCredential(CertificateCredential.class) == null ? identity : nobody());
    }

    /** Quarkus does not look at the audience of a token that the issuer was asked about (RFC 7662). */
    private void mustBeForUs(JsonWebToken token) {
        var audience = token.getAudience();
        if (audience == null || audiences.stream().noneMatch(audience::contains)) {
            throw TOKEN_AUDIENCE.because("its audience is not this hub");
        }
    }

    private static void mustBeProven(SecurityIdentity identity, JsonWebToken token) {
        var bindings = bindings(token);
        if (bindings.isEmpty()) {
            mayBeUnbound(identity);
            return;
        }
        var proven = provenIn(String.valueOf(identity.<Object>getAttribute(TENANT)));
        if (!bindings.equals(proven)) {
            throw TOKEN_SENDER_MISMATCH.because(
                    "the token is bound to a key or a certificate; send the proof of it that RFC 9449 or RFC 8705 wants");
        }
    }

    private static void mayBeUnbound(SecurityIdentity identity) {
        if (MUST_BE_BOUND.stream().anyMatch(identity::hasRole)) {
            throw TOKEN_UNBOUND.because(
                    "institutions and partners use tokens bound to a key (DPoP, RFC 9449) or a certificate (RFC 8705)");
        }
    }

    private static Set<String> provenIn(String tenant) {
        return switch (tenant) {
            case BindingTenants.DPOP -> Set.of(PresentedToken.KEY_THUMBPRINT);
            case BindingTenants.CERTIFICATE -> Set.of(PresentedToken.CERTIFICATE);
            default -> Set.of();
        };
    }

    /**
     * The bindings that {@code cnf} names (RFC 7800). Members that bind to nothing are left out, Keycloak has one; a {@code cnf}
     * with nothing else counts as a binding that nobody knows.
     */
    private static Set<String> bindings(JsonWebToken token) {
        Object confirmation = token.claim("cnf").orElse(null);
        if (confirmation == null) {
            return Set.of();
        }
        var named = confirmation instanceof Map<?, ?> members
                ? CONFIRMATIONS.stream().filter(members::containsKey).collect(Collectors.toSet())
                : Set.<String>of();
        return named.isEmpty() ? Set.of("unknown") : named;
    }

    /** A certificate without a token says who built the connection and not who may do what. */
    private static SecurityIdentity nobody() {
        return QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    }
}
