package city.huitong.subject.api;

import city.huitong.audit.Hash;
import city.huitong.audit.LeafProof;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The proof of an act, as the subject saves it to a file. The same words as an auditor's, so one command verifies both. */
@Schema(name = "AccessProof", description = "An entry and its proof; `verify` checks it without the hub")
record AccessProofJson(
        @Schema(description = "The leaf") UUID leaf,

        @Schema(description = "Its place in the log, from 0")
        long index,

        @Schema(description = "The number of leaves in the checkpoint's tree")
        long size,

        @Schema(description = "The inclusion proof: SHA-256 hashes in base64")
        List<String> hashes,

        @Schema(description = "The leaf's exact text, canonical JSON (RFC 8785)")
        String entry,

        @Schema(description = "The signed checkpoint (C2SP tlog-checkpoint)")
        String checkpoint) {

    static AccessProofJson of(LeafProof proof) {
        return new AccessProofJson(
                proof.leaf(),
                proof.inclusion().index(),
                proof.inclusion().size(),
                proof.inclusion().hashes().stream().map(Hash::toString).toList(),
                proof.entry(),
                proof.checkpoint());
    }
}
