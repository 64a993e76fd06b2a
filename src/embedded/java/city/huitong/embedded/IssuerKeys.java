package city.huitong.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/**
 * The key pair of the embedded issuer, kept with the data so that tokens outlive a restart.
 *
 * @param publicKey X.509, base64
 * @param privateKey PKCS#8, base64
 */
record IssuerKeys(String publicKey, String privateKey) {

    private static final int BITS = 2048;
    private static final int LINES_OF_A_PAIR = 2;

    static IssuerKeys in(Path folder) throws IOException {
        var file = file(folder);
        if (Files.exists(file)) {
            var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            return new IssuerKeys(lines.get(0), lines.get(1));
        }
        var keys = generate();
        Files.writeString(file, keys.publicKey + "\n" + keys.privateKey + "\n", StandardCharsets.US_ASCII);
        return keys;
    }

    /** Where the keys are: two lines a pair; pairs after the first are published and sign nothing. */
    static Path file(Path folder) {
        return folder.resolve("issuer.keys");
    }

    /**
     * The public keys as a JSON Web Key Set (RFC 7517). The first is there twice, with its thumbprint as id and without an id,
     * for tokens that name no key.
     */
    static String published(Path folder) throws IOException {
        var lines = Files.readAllLines(file(folder), StandardCharsets.US_ASCII);
        List<JsonWebKey> keys = new ArrayList<>();
        keys.add(new RsaJsonWebKey(decoded(lines.getFirst())));
        for (var i = 0; i < lines.size(); i += LINES_OF_A_PAIR) {
            keys.add(identified(decoded(lines.get(i))));
        }
        return new JsonWebKeySet(keys).toJson();
    }

    private static JsonWebKey identified(RSAPublicKey key) {
        var published = new RsaJsonWebKey(key);
        published.setKeyId(published.calculateBase64urlEncodedThumbprint("SHA-256"));
        return published;
    }

    private static RSAPublicKey decoded(String key) {
        try {
            PublicKey decoded = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
            return (RSAPublicKey) decoded;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("issuer.keys holds something that is no RSA key", e);
        }
    }

    private static IssuerKeys generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return encoded(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static IssuerKeys encoded(KeyPair pair) {
        var base64 = Base64.getEncoder();
        return new IssuerKeys(
                base64.encodeToString(pair.getPublic().getEncoded()),
                base64.encodeToString(pair.getPrivate().getEncoded()));
    }
}
