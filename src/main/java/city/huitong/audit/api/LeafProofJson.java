package city.huitong.audit.api;

import city.huitong.audit.LeafProof;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A leaf with all that is needed to check it without the hub. */
@Schema(name = "LeafProof", description = "A leaf and its proof; `verify` checks it without the hub")
record LeafProofJson(
        @Schema(description = "The leaf's id") UUID leaf,

        @Schema(description = "Its place in the log, from 0")
        long index,

        @Schema(description = "The number of leaves in the checkpoint's tree")
        long size,

        @Schema(description = "The inclusion proof: SHA-256 hashes in base64")
        List<String> hashes,

        @Schema(description = "The leaf's exact text, canonical JSON (RFC 8785); its UTF-8 bytes are what is hashed")
        String entry,

        @Schema(description = "The signed checkpoint (C2SP tlog-checkpoint)")
        String checkpoint) {

    static LeafProofJson of(LeafProof proof) {
        var inclusion = proof.inclusion();
        return new LeafProofJson(
                proof.leaf(),
                inclusion.index(),
                inclusion.size(),
                InclusionJson.texts(inclusion.hashes()),
                proof.entry(),
                proof.checkpoint());
    }
}
