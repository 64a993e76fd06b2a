package city.huitong.platform.security;

import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Looks for the issuer's keys from time to time. Quarkus looks only when a token names a key it does not know: a new key is then
 * noticed, a key that the issuer has withdrawn never. It skips a look that comes too soon after another, so a withdrawn key stops
 * to work after two intervals at the latest.
 */
@ApplicationScoped
class IssuerKeyRefresh {

    private final TenantConfigBean tenants;

    IssuerKeyRefresh(TenantConfigBean tenants) {
        this.tenants = tenants;
    }

    @Scheduled(every = "${quarkus.oidc.token.forced-jwk-refresh-interval}", delayed = "10s")
    Uni<Void> refresh() {
        var ways = Stream.of(
                tenants.getDefaultTenant(),
                tenants.getDynamicTenant(BindingTenants.DPOP),
                tenants.getDynamicTenant(BindingTenants.CERTIFICATE));
        return Multi.createFrom()
                .items(ways.filter(Objects::nonNull).filter(IssuerKeyRefresh::asksAnIssuer))
                .onItem()
                .transformToUniAndConcatenate(IssuerKeyRefresh::refresh)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static boolean asksAnIssuer(TenantConfigContext tenant) {
        return tenant.ready()
                && OidcUtils.isServiceApp(tenant.getOidcTenantConfig())
                && tenant.oidcConfig().authServerUrl().isPresent();
    }

    /** The keys come with the verification of a token; this one is none, so that is all that happens. */
    private static Uni<Boolean> refresh(TenantConfigContext tenant) {
        return tenant.provider()
                .refreshJwksAndVerifyJwtToken("", false, false, null)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false);
    }
}
