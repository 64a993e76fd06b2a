package city.huitong.platform.security;

import static city.huitong.hub.Tokens.with;
import static city.huitong.platform.security.TokenTest.refused;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Sender;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hub that asks its issuer about each token (RFC 7662), so that a withdrawn one stops working at once. */
@QuarkusTest
@TestProfile(RevocationKeycloakTest.Asking.class)
@QuarkusTestResource(value = KeycloakServer.class, restrictToAnnotatedClass = true)
class RevocationKeycloakTest {

    private static final String PROBE = "/probe";

    /** A hub that asks. */
    public static class Asking implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.token.require-jwt-introspection-only", "true");
        }
    }

    @Test
    void refusesAWithdrawnToken() {
        var token = KeycloakClient.withSecret("auditor");
        with(token).get(PROBE).then().statusCode(200).body("client", equalTo("auditor"));
        KeycloakClient.revoke("auditor", token);
        refused(with(token).get(PROBE), 401, "token-invalid", "Bearer");
    }

    @Test
    void asksForTheProofOfABoundTokenAllTheSame() throws Exception {
        var bank = Sender.withNewKey();
        var token = KeycloakClient.bound(bank);
        bank.get(PROBE, token).then().statusCode(200);
        refused(with(token).get(PROBE), 401, "token-sender-mismatch", "Bearer");
        refused(Sender.withNewKey().get(PROBE, token), 401, "token-sender-mismatch", "DPoP");
    }

    @Test
    void refusesATokenThatIsForSomethingElse() {
        refused(with(KeycloakClient.administrator()).get(PROBE), 401, "token-invalid", "Bearer");
    }
}
