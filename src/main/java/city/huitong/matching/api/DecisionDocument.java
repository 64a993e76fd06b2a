package city.huitong.matching.api;

import city.huitong.matching.SignedDecision;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.ExternalDocumentation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** How a signed decision is answered: as it was signed. */
@Schema(
        name = "DecisionDocument",
        type = SchemaType.OBJECT,
        description = "huitong.decision.v1; its JSON Schema is docs/schemas/huitong.decision.v1.schema.json",
        additionalProperties = Object.class,
        externalDocs = @ExternalDocumentation(url = "docs/schemas/huitong.decision.v1.schema.json"))
final class DecisionDocument {

    static final String DESCRIPTION =
            "huitong.decision.v1: every criterion with what it has seen, what it wants, what is lacking and from when on it holds; what"
                    + " decided it, the smallest changes that would make it eligible, what is missing. hash is the SHA-256 of the"
                    + " document without engine, hash and signature, in the form of RFC 8785; signature is a JWS with detached content"
                    + " over the document without signature in the same form, EdDSA, typ huitong-decision+jws, by a key of"
                    + " /.well-known/jwks.json. Asked again with its asOf and knownAt, it has the same hash. Nothing is stored.";

    private DecisionDocument() {}

    static RestResponse<Map<String, Object>> answer(SignedDecision decision) {
        return RestResponse.ResponseBuilder.ok(decision.document())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
