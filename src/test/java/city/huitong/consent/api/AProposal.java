package city.huitong.consent.api;

import city.huitong.hub.Hub;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A consent that an app proposes; right unless a test says otherwise. */
final class AProposal {

    static final String PURPOSE = "service-delivery";
    static final String BIRTH = "person.birth";
    static final String HUKOU = "person.hukou";

    private final Map<String, Object> body = new HashMap<>();

    private AProposal(Map<String, Object> subject) {
        body.put("subject", subject);
        body.put("purpose", PURPOSE);
        body.put("items", List.of(item(BIRTH), item(HUKOU)));
        body.put("notAfter", in(1, ChronoUnit.DAYS));
        body.put("maxReads", 5);
    }

    static AProposal to(Someone someone) {
        return new AProposal(Map.of("kind", "person", "number", someone.number()));
    }

    static Map<String, String> item(String fact) {
        return Map.of("kind", "fact", "code", fact);
    }

    static String in(long amount, ChronoUnit unit) {
        return Instant.now().plus(amount, unit).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    AProposal with(String name, Object value) {
        body.put(name, value);
        return this;
    }

    AProposal without(String name) {
        body.remove(name);
        return this;
    }

    Map<String, Object> body() {
        return body;
    }

    ValidatableResponse sent() {
        return sentBy(Hub.as("app"));
    }

    ValidatableResponse sentBy(RequestSpecification recipient) {
        return recipient
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/consents")
                .then();
    }

    /** The id of the pending consent. */
    String pending() {
        return sent().statusCode(201).extract().path("id");
    }

    /** The id of the consent after this person has approved it. */
    String approvedBy(Someone someone) {
        var id = pending();
        someone.approves(id).statusCode(200);
        return id;
    }

    /** Reads as the app, for the right purpose. */
    static Response read(String consent, String... facts) {
        return read(Hub.as("app"), consent, PURPOSE, facts);
    }

    static Response read(RequestSpecification recipient, String consent, String purpose, String... facts) {
        return recipient
                .contentType(ContentType.JSON)
                .body(Map.of("facts", facts, "purpose", purpose))
                .post("/v1/consents/" + consent + "/reads");
    }
}
