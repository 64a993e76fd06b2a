package city.huitong.audit.api;

import city.huitong.audit.ConsistencyProof;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consistency proof as answered. */
@Schema(
        name = "ConsistencyProof",
        description = "Shows that a tree begins with all leaves of an earlier one (RFC 6962, section 2.1.2)")
record ConsistencyJson(
        @Schema(description = "The earlier tree's number of leaves")
        long from,

        @Schema(description = "The later tree's number of leaves")
        long to,

        @Schema(description = "SHA-256 hashes in base64") List<String> hashes) {

    static ConsistencyJson of(ConsistencyProof proof) {
        return new ConsistencyJson(proof.from(), proof.to(), InclusionJson.texts(proof.hashes()));
    }
}
