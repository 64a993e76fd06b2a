package city.huitong.hub;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;

/** Access tokens that the embedded issuer would not give out, signed with its key. */
public final class Tokens {

    private Tokens() {}

    /** A token of an auditor, changed. */
    public static String auditor(UnaryOperator<JwtClaimsBuilder> changed) {
        return signed("auditor", "auditor", changed);
    }

    /** A token of this client with this role, changed. */
    public static String signed(String client, String role, UnaryOperator<JwtClaimsBuilder> changed) {
        var claims = Jwt.issuer("huitong-embedded")
                .audience("huitong")
                .subject(client)
                .groups(role)
                .expiresIn(Duration.ofHours(1));
        return changed.apply(claims).sign(issuerPrivateKey());
    }

    /** A request of somebody with these roles who has just logged in strongly. */
    public static RequestSpecification strong(String client, String... roles) {
        return with(signed(
                client,
                roles[0],
                claims -> claims.groups(Set.of(roles))
                        .claim("acr", "urn:huitong:acr:strong")
                        .claim("auth_time", Instant.now().getEpochSecond())));
    }

    /** A request with this token. */
    public static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** The file in which the embedded issuer keeps its keys. */
    public static Path issuerKeys() {
        return Path.of(setting("huitong.embedded.keys"));
    }

    /** The public key of the issuer, as everybody can read it. */
    public static byte[] issuerPublicKey() throws Exception {
        return Base64.getDecoder().decode(Files.readAllLines(issuerKeys()).getFirst());
    }

    /** The private key of the issuer, which only a test has. */
    public static PrivateKey issuerPrivateKey() {
        return privateKey(setting("huitong.embedded.private-key"));
    }

    /** An RSA key from PKCS#8 in base64. */
    private static PrivateKey privateKey(String encoded) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
