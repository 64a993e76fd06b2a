package city.huitong.entitlement.api;

import city.huitong.matching.SignedDecision;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A signed decision in GraphQL: the document as it was signed, and what one looks at first. */
@Type("SignedDecision")
@Description(
        "huitong.decision.v1: one decision, explained and signed; asked again with its asOf and knownAt it has the same hash")
public record SignedDecisionView(
        @NonNull @Description("huitong.decision.v1") String format,
        @NonNull @Description("citizen, officer or auditor") String level,

        @NonNull @Description("ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, EXCLUDED or NOT_IN_FORCE")
        String outcome,

        @NonNull @Description("The day that was asked about")
        String asOf,

        @NonNull @Description("The time whose knowledge counts, UTC")
        String knownAt,

        @NonNull @Description("SHA-256 of what it says") String hash,

        @NonNull @Description("A JWS with detached content by a key of /.well-known/jwks.json")
        String signature,

        @NonNull @Description("The whole document, as REST answers it, in the form of RFC 8785")
        String document) {

    static SignedDecisionView of(SignedDecision decision) {
        return new SignedDecisionView(
                decision.text("format"),
                decision.text("level"),
                decision.text("outcome"),
                decision.text("asOf"),
                decision.text("knownAt"),
                decision.hash(),
                decision.text("signature"),
                decision.text());
    }
}
