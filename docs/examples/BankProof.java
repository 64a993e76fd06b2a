import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Prints a DPoP proof (RFC 9449) for one request, so that the examples of the README need nothing but a JDK and curl. A bank uses
 * a library of its own instead.
 *
 * <p>{@code java BankProof.java <key file> <method> <address> [<token> [<nonce>]]}; the key file is made when it is missing.
 */
class BankProof {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 32;

    public static void main(String[] arguments) throws Exception {
        var key = key(Path.of(arguments[0]));
        var claims = "{\"htm\":\"%s\",\"htu\":\"%s\",\"iat\":%d,\"jti\":\"%s\"%s%s}"
                .formatted(
                        arguments[1],
                        arguments[2],
                        Instant.now().getEpochSecond(),
                        UUID.randomUUID(),
                        arguments.length > 3 ? ",\"ath\":\"" + hash(arguments[3]) + "\"" : "",
                        arguments.length > 4 ? ",\"nonce\":\"" + arguments[4] + "\"" : "");
        System.out.println(signed(key, claims));
    }

    private static String signed(List<byte[]> key, String claims) throws Exception {
        var factory = KeyFactory.getInstance("EC");
        var point = ((ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(key.get(1)))).getW();
        var header =
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}}"
                        .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
        var text = encoded(header) + "." + encoded(claims);
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(key.get(0))));
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + BASE64.encodeToString(signature.sign());
    }

    /** Private and public key. */
    private static List<byte[]> key(Path file) throws Exception {
        if (!Files.exists(file)) {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            Files.write(file, List.of(
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())));
        }
        return Files.readAllLines(file).stream().map(Base64.getDecoder()::decode).toList();
    }

    private static String coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[COORDINATE_BYTES];
        var length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return BASE64.encodeToString(fixed);
    }

    private static String hash(String token) throws Exception {
        return BASE64.encodeToString(
                MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
