package city.huitong.consent.api;

import static io.restassured.RestAssured.given;

import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A person in the population register, who decides on consents. Each is another one. */
final class Someone {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final LocalDate FIRST = LocalDate.of(1985, 1, 1);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final LocalDate birth;
    private final String number;

    private Someone(LocalDate birth) {
        this.birth = birth;
        this.number = number(birth);
    }

    /** Known to the hub, with a birthday. */
    static Someone registered() {
        var someone = new Someone(FIRST.plusDays(COUNT.getAndIncrement()));
        Hub.send("department-public-security", "population", """
                        {"citizen_number":"%s","name":"甲","sex":"male","birth":"%s","hukou":"x","district":"d01","registered_on":"2001-01-01"}
                        """.formatted(someone.number, someone.birth))
                .statusCode(200);
        return someone;
    }

    /** Not in any register. */
    static Someone unregistered() {
        return new Someone(FIRST.plusDays(COUNT.getAndIncrement()));
    }

    String number() {
        return number;
    }

    LocalDate birth() {
        return birth;
    }

    /** Logged in strongly, a moment ago. */
    RequestSpecification asks() {
        return asks("login-of-" + birth, Instant.now());
    }

    /** Logged in at this time, under this login. */
    RequestSpecification asks(String login, Instant authenticatedAt) {
        return given().auth()
                .oauth2(Tokens.signed(
                        login,
                        "citizen",
                        claims -> claims.claim("official_number", number)
                                .claim("acr", "urn:huitong:acr:strong")
                                .claim("auth_time", authenticatedAt.getEpochSecond())));
    }

    /** Logged in with a password only. */
    RequestSpecification asksWeakly() {
        return given().auth()
                .oauth2(Tokens.signed(
                        "login-of-" + birth, "citizen", claims -> claims.claim("official_number", number)));
    }

    ValidatableResponse approves(String consent) {
        return approves(consent, asks());
    }

    ValidatableResponse approves(String consent, RequestSpecification login) {
        return login.contentType(ContentType.JSON)
                .body(Map.of("words", wordsOf(consent)))
                .post("/v1/me/consents/" + consent + "/approve")
                .then();
    }

    String wordsOf(String consent) {
        return asks().get("/v1/me/consents/" + consent).jsonPath().getString("words.sha256");
    }

    /** {@code reject}, {@code pause}, {@code resume} or {@code revoke}. */
    ValidatableResponse does(String move, String consent) {
        return asks().post("/v1/me/consents/" + consent + "/" + move).then();
    }

    ValidatableResponse narrows(String consent, String ifMatch, Map<String, ?> body) {
        return asks().header("If-Match", ifMatch)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/me/consents/" + consent + "/narrow")
                .then();
    }

    private static String number(LocalDate birth) {
        var body = "999999" + birth.toString().replace("-", "") + "771";
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECKS.charAt(sum % CHECKS.length());
    }
}
