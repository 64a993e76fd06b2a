package city.huitong.platform.security;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * One issuer, three ways to send its tokens. Quarkus ties scheme and binding to a tenant, so each way is a tenant: the default
 * one for bearer tokens, one for DPoP, one for tokens bound to a client certificate. The two others are made from the default one,
 * so that a city describes its issuer once (ADR 0009).
 *
 * <p>The choice is made from what the token claims, unverified: a wrong claim only leads to a check that fails, and
 * {@link SenderBinding} refuses a bound token that was not verified in the tenant of its binding.
 */
@ApplicationScoped
class BindingTenants implements TenantConfigResolver {

    static final String DPOP = "dpop";
    static final String CERTIFICATE = "certificate";

    private final @Nullable OidcTenantConfig dpop;
    private final @Nullable OidcTenantConfig certificate;

    BindingTenants(OidcConfig config) {
        var issuer = OidcConfig.getDefaultTenant(config);
        // With nothing but a public key Quarkus verifies no binding; bound tokens are then refused.
        var verifies = issuer.authServerUrl().isPresent();
        this.dpop = verifies ? dpop(issuer) : null;
        this.certificate = verifies ? certificate(issuer) : null;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom()
                .item(PresentedToken.of(context)
                        .map(token -> tenant(context, token))
                        .orElse(null));
    }

    private @Nullable OidcTenantConfig tenant(RoutingContext context, PresentedToken token) {
        if (token.scheme() == PresentedToken.Scheme.DPOP) {
            return dpop;
        }
        // Without TLS there is no certificate, and Quarkus would fail looking for it.
        var byCertificate = token.confirmations().contains(PresentedToken.CERTIFICATE)
                && context.request().isSSL();
        return byCertificate ? certificate : null;
    }

    private static OidcTenantConfig dpop(io.quarkus.oidc.runtime.OidcTenantConfig issuer) {
        return OidcTenantConfig.builder(issuer)
                .tenantId(DPOP)
                .token()
                .authorizationScheme("DPoP")
                .end()
                .build();
    }

    private static OidcTenantConfig certificate(io.quarkus.oidc.runtime.OidcTenantConfig issuer) {
        return OidcTenantConfig.builder(issuer)
                .tenantId(CERTIFICATE)
                .token()
                .binding()
                .certificate()
                .end()
                .end()
                .build();
    }
}
