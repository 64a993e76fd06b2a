package city.huitong.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.platform.security.SignedDocument.NotSigned;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/** Who checks what the hub has signed is fooled by nobody, and goes on when the key is changed. */
class SigningKeysTest {

    private static final String TYPE = "huitong-consent+jwt";
    private static final Map<String, Object> DOCUMENT = Map.of("state", "ACTIVE");

    private final SigningKeys hub = keys(1);

    @Test
    void signsWhatAnyoneCanCheck() throws Exception {
        var opened = SignedDocument.open(hub.jws(TYPE, DOCUMENT), TYPE, hub.published());

        assertThat(JsonUtil.parseJson(opened.payload())).isEqualTo(DOCUMENT);
        assertThat(opened.keyId()).isEqualTo(first(hub).getKeyId()).hasSize(43);
    }

    @Test
    void publishesNoSecret() throws Exception {
        assertThat(first(hub).toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE))
                .containsOnlyKeys("kty", "crv", "x", "kid", "use", "alg");
    }

    @Test
    void checksWhatAnEarlierKeyHasSigned() throws Exception {
        var document = hub.jws(TYPE, DOCUMENT);
        var later = keys(
                2,
                String.valueOf(first(hub)
                        .toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                        .get("x")));

        assertThat(SignedDocument.open(document, TYPE, later.published()).payload())
                .contains("ACTIVE");
        assertThat(SignedDocument.open(later.jws(TYPE, DOCUMENT), TYPE, later.published())
                        .keyId())
                .isEqualTo(first(later).getKeyId());
        refused(document, keys(2).published());
    }

    @Test
    void refusesAnotherKeyUnderTheSameId() throws Exception {
        var forger = OkpJwkGenerator.generateJwk("Ed25519");
        forger.setKeyId(first(hub).getKeyId());
        refused(signed(forger), hub.published());
    }

    @Test
    void refusesEveryChangedCharacter() {
        var document = hub.jws(TYPE, DOCUMENT);
        for (var at = 0; at < document.length(); at++) {
            var other = document.charAt(at) == 'B' ? 'R' : 'B';
            var changed = document.substring(0, at) + other + document.substring(at + 1);
            if (document.charAt(at) == '.' || !decodes(changed).equals(decodes(document))) {
                refused(changed, hub.published());
            }
        }
    }

    @Test
    void refusesADocumentThatNobodySigned() {
        var parts = hub.jws(TYPE, DOCUMENT).split("\\.", -1);
        for (var alg : List.of("none", "None", "NONE", "")) {
            var header = encoded("{\"typ\":\"" + TYPE + "\",\"kid\":\"x\",\"alg\":\"" + alg + "\"}");
            refused(header + "." + parts[1] + ".", hub.published());
            refused(header + "." + parts[1] + "." + parts[2], hub.published());
        }
    }

    @Test
    void refusesThePublicKeyAsASharedSecret() throws Exception {
        var key = first(hub);
        for (var secret : List.of(
                key.getPublicKey().getEncoded(),
                key.toJson().getBytes(StandardCharsets.UTF_8),
                hub.published().getBytes(StandardCharsets.UTF_8))) {
            var jws = new JsonWebSignature();
            jws.setPayload("{\"state\":\"ACTIVE\"}");
            jws.setHeader("typ", TYPE);
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey(secret));
            refused(jws.getCompactSerialization(), hub.published());
        }
    }

    @Test
    void takesNoOtherDocumentForIt() {
        refused(hub.jws("something-else+jwt", DOCUMENT), hub.published());
    }

    @Test
    void refusesGarbage() {
        for (var text : List.of("", ".", "..", "a.b.c", "{}", "汇.通.!", "x".repeat(100_000))) {
            refused(text, hub.published());
        }
        refused(hub.jws(TYPE, DOCUMENT), "{}");
        refused(hub.jws(TYPE, DOCUMENT), "[]");
    }

    @Test
    void doesNotStartWithHalfAKey() {
        var half = Base64.getEncoder().encodeToString(new byte[16]);
        assertThatThrownBy(() -> new SigningKeys(half, Optional.empty())).hasMessageContaining("huitong.keys.signing");
        assertThatThrownBy(() -> keys(1, half.substring(0, 8))).hasMessageContaining("huitong.keys.published-signing");
    }

    private static void refused(String document, String keySet) {
        assertThatThrownBy(() -> SignedDocument.open(document, TYPE, keySet))
                .as(document)
                .isInstanceOf(NotSigned.class);
    }

    private static SigningKeys keys(int seed, String... published) {
        return new SigningKeys(Base64.getEncoder().encodeToString(seed(seed)), Optional.of(List.of(published)));
    }

    private static byte[] seed(int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return bytes;
    }

    private static PublicJsonWebKey first(SigningKeys keys) throws Exception {
        return (PublicJsonWebKey)
                new JsonWebKeySet(keys.published()).getJsonWebKeys().getFirst();
    }

    private static String signed(PublicJsonWebKey key) throws Exception {
        var jws = new JsonWebSignature();
        jws.setPayload("{\"state\":\"ACTIVE\"}");
        jws.setHeader("typ", TYPE);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue("EdDSA");
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }

    /** The last character of a part may differ in bits that mean nothing. */
    private static String decodes(String document) {
        var decoded = new StringBuilder();
        for (var part : document.split("\\.", -1)) {
            decoded.append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
                    .append('.');
        }
        return decoded.toString();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
