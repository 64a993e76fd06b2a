package city.huitong.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key pair of the embedded issuer, kept with the data so that tokens outlive a restart.
 *
 * @param publicKey X.509, base64
 * @param privateKey PKCS#8, base64
 */
record IssuerKeys(String publicKey, String privateKey) {

    private static final int BITS = 2048;

    static IssuerKeys in(Path folder) throws IOException {
        var file = folder.resolve("issuer.keys");
        if (Files.exists(file)) {
            var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            return new IssuerKeys(lines.get(0), lines.get(1));
        }
        var keys = generate();
        Files.writeString(file, keys.publicKey + "\n" + keys.privateKey + "\n", StandardCharsets.US_ASCII);
        return keys;
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
