package city.huitong.consent.api;

import city.huitong.hub.Sender;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A bank, whose tokens are bound to its key. */
final class Bank {

    private final Sender sender = Sender.withNewKey();
    private final String token;

    private Bank(String client) {
        this.token = sender.token(client);
    }

    static Bank named(String client) {
        return new Bank(client);
    }

    ValidatableResponse proposes(AProposal proposal) {
        return proposal.sentBy(writes("/v1/consents"));
    }

    ValidatableResponse reads(String consent, String purpose, String fact) {
        var path = "/v1/consents/" + consent + "/reads";
        return writes(path)
                .contentType(ContentType.JSON)
                .body(Map.of("facts", new String[] {fact}, "purpose", purpose))
                .post(path)
                .then();
    }

    private RequestSpecification writes(String path) {
        return sender.sends("POST", path, token, proof -> proof.claim("nonce", sender.nonce(token)));
    }
}
