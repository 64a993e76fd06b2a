package city.huitong.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How callers are known. */
@ConfigMapping(prefix = "huitong.callers")
interface CallerConfig {

    /** The claim with the official number of a citizen or an enterprise that logs in itself. */
    @WithDefault("official_number")
    String numberClaim();

    /** How far the clocks of callers and issuers may be ahead. */
    @WithDefault("10s")
    Duration clockSkew();

    StrongLogin stepUp();

    Dpop dpop();

    /** What a strong login is, in the issuer's own words. */
    interface StrongLogin {

        /** Values of {@code acr} that are strong enough; any of them will do. */
        @WithDefault("urn:huitong:acr:strong")
        List<String> acrValues();
    }

    /** What is asked of DPoP proofs. */
    interface Dpop {

        /** How old a proof may be; it is made for one request. */
        @WithDefault("60s")
        Duration maxAge();

        /** Whether a proof needs a nonce of this hub where something is changed: with every method but GET and HEAD. */
        @WithDefault("true")
        boolean nonceForWrites();
    }
}
