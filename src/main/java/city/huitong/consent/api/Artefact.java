package city.huitong.consent.api;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** How a signed consent is answered: under an address of its own, since it says what was true when it was asked for. */
final class Artefact {

    /** RFC 7515 section 9.2.1. */
    static final String MEDIA_TYPE = "application/jose";

    static final String DESCRIPTION =
            "A JWS in compact form (RFC 7515), EdDSA with Ed25519 (RFC 8037), typ huitong-consent+jwt, by a key of"
                    + " /.well-known/jwks.json. Its claim consent has all terms under the names of this API, the state and since"
                    + " when, the SHA-256 of the words that were agreed to, and the hash of the last event of the consent's chain."
                    + " sub is a pseudonym of the subject that is used for this recipient only. Accept EdDSA and this typ only.";

    private Artefact() {}

    /** It is of this moment; the next one may differ. */
    static RestResponse<String> answer(String jws) {
        return RestResponse.ResponseBuilder.ok(jws)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
