package city.huitong.platform.security;

import static city.huitong.hub.Tokens.with;
import static city.huitong.platform.security.TokenTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.hub.Certificates;
import city.huitong.hub.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that are bound to a client certificate (RFC 8705), over real TLS. */
@QuarkusTest
@TestProfile(CertificateBindingTest.OverTls.class)
class CertificateBindingTest {

    /** A hub that speaks TLS. */
    public static class OverTls implements QuarkusTestProfile {

        static final Certificates CERTIFICATES = Certificates.of("bank-b", "bank-a");

        @Override
        public Map<String, String> getConfigOverrides() {
            return CERTIFICATES.hub();
        }
    }

    @TestHTTPResource(value = "/probe", tls = true)
    URI probe;

    @Test
    void acceptsATokenOverTheConnectionItIsBoundTo() throws Exception {
        var answer = get("bank-b", bound("bank-b"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("client")).isEqualTo("bank-b");
    }

    @Test
    void refusesItOverEveryOther() throws Exception {
        assertMismatch(get("bank-a", bound("bank-b")));
        assertMismatch(get("", bound("bank-b")));
        refused(with(bound("bank-b")).get("/probe"), 401, "token-sender-mismatch", "Bearer");
    }

    @Test
    void tellsAnUnboundTokenFromOneBoundToSomebodyElse() throws Exception {
        var unbound = Tokens.signed("bank-b", "institution", claims -> claims);
        assertThat(code(get("bank-b", unbound))).isEqualTo("token-unbound");
        var tampered = bound("bank-b").substring(0, 120) + "x" + bound("bank-b").substring(121);
        assertThat(get("bank-b", tampered).statusCode()).isEqualTo(401);
    }

    @Test
    void takesACertificateForNoToken() throws Exception {
        var request = HttpRequest.newBuilder(probe).build();
        assertThat(code(client("bank-b").send(request, BodyHandlers.ofString())))
                .isEqualTo("token-missing");
    }

    @Test
    void letsOthersUseUnboundTokensWithOrWithoutACertificate() throws Exception {
        var officer = Tokens.signed("officer", "officer", claims -> claims);
        assertThat(get("bank-b", officer).statusCode()).isEqualTo(200);
        assertThat(get("", officer).statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheConnectionOfAStrangerAndServesTheNext() throws Exception {
        assertThatThrownBy(() -> get("stranger", bound("bank-b"))).isInstanceOf(IOException.class);
        assertThat(get("bank-b", bound("bank-b")).statusCode()).isEqualTo(200);
    }

    private static void assertMismatch(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("token-sender-mismatch");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
    }

    private HttpResponse<String> get(String client, String token) throws Exception {
        var request = HttpRequest.newBuilder(probe)
                .header("Authorization", "Bearer " + token)
                .build();
        return client(client).send(request, BodyHandlers.ofString());
    }

    private static HttpClient client(String name) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(OverTls.CERTIFICATES.tls(name))
                .build();
    }

    private static String bound(String client) throws Exception {
        var thumbprint = OverTls.CERTIFICATES.thumbprint(client);
        return Tokens.signed(client, "institution", claims -> claims.claim("cnf", Map.of("x5t#S256", thumbprint)));
    }

    private static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("code");
    }
}
