package city.huitong.hub;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;

/** A caller with a DPoP key of its own (RFC 9449). */
public final class Sender {

    private final PublicJsonWebKey key;

    private Sender(PublicJsonWebKey key) {
        this.key = key;
    }

    /** A sender with a new P-256 key. */
    public static Sender withNewKey() {
        return attempt(() -> new Sender(EcJwkGenerator.generateJwk(EllipticCurves.P256)));
    }

    /** The thumbprint of the key (RFC 7638). */
    public String thumbprint() {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** The public key as JSON, with its private part when the caller is careless. */
    public JsonObject jwk(boolean withPrivatePart) {
        var level = withPrivatePart
                ? JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE
                : JsonWebKey.OutputControlLevel.PUBLIC_ONLY;
        return new JsonObject(key.toParams(level));
    }

    /** A token of the embedded issuer for this client, bound to the key. */
    public String token(String client) {
        return given().header(
                        "DPoP",
                        proof("POST", address("/embedded/oauth2/token"), "").signed())
                .formParams(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", client))
                .post("/embedded/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** A right proof for one request. */
    public Proof proof(String method, String address, String token) {
        return new Proof(
                new JsonObject().put("typ", "dpop+jwt").put("alg", "ES256").put("jwk", jwk(false)),
                new JsonObject()
                        .put("htm", method)
                        .put("htu", address)
                        .put("iat", Instant.now().getEpochSecond())
                        .put("jti", UUID.randomUUID().toString())
                        .put("ath", hash(token)));
    }

    /** A right request: with token and proof. */
    public RequestSpecification sends(String method, String path, String token, UnaryOperator<Proof> changed) {
        return sends(token, changed.apply(proof(method, address(path), token)).signed());
    }

    /** A request with this token and whatever counts as its proof. */
    public static RequestSpecification sends(String token, String proof) {
        return given().header("Authorization", "DPoP " + token).header("DPoP", proof);
    }

    /** Reads with a right proof. */
    public Response get(String path, String token) {
        return sends("GET", path, token, proof -> proof).get(path);
    }

    /** Writes with a right proof and the hub's nonce. */
    public Response post(String path, String token) {
        return sends("POST", path, token, proof -> proof.claim("nonce", nonce(token)))
                .post(path);
    }

    /** The nonce that the hub gives out with every answer to a DPoP request. */
    public String nonce(String token) {
        return get("/probe", token).header("DPoP-Nonce");
    }

    /** The address of a path as the hub sees it. */
    public static String address(String path) {
        return RestAssured.baseURI + ":" + RestAssured.port + path;
    }

    private static String hash(String token) {
        return attempt(() -> Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII))));
    }

    private static <T> T attempt(java.util.concurrent.Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A proof that can be spoilt before it is signed. */
    public final class Proof {

        private final JsonObject header;
        private final JsonObject claims;

        private Proof(JsonObject header, JsonObject claims) {
            this.header = header;
            this.claims = claims;
        }

        public Proof header(String name, Object value) {
            header.put(name, value);
            return this;
        }

        public Proof claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        public Proof without(String claim) {
            claims.remove(claim);
            return this;
        }

        /** Signed with the sender's key, whatever the header says. */
        public String signed() {
            return attempt(() -> {
                var signature = new JsonWebSignature();
                signature.setPayload(claims.encode());
                header.forEach(entry -> signature.setHeader(
                        entry.getKey(),
                        entry.getValue() instanceof JsonObject object ? object.getMap() : entry.getValue()));
                signature.setDoKeyValidation(false);
                signature.setAlgorithmHeaderValue("ES256");
                signature.setKey(key.getPrivateKey());
                var text = signature.getCompactSerialization();
                return header.getValue("alg").equals("ES256") ? text : withHeader(text);
            });
        }

        /** The same signature under another header. */
        private String withHeader(String text) {
            return Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(header.encode().getBytes(StandardCharsets.UTF_8))
                    + text.substring(text.indexOf('.'));
        }
    }
}
