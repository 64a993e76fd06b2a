package city.huitong.audit.api;

import city.huitong.audit.Hash;
import city.huitong.audit.InclusionProof;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An inclusion proof as answered. */
@Schema(name = "InclusionProof", description = "Shows that a leaf is in a tree (RFC 6962, section 2.1.1)")
record InclusionJson(
        @Schema(description = "The leaf's place, from 0") long index,

        @Schema(description = "The tree's number of leaves") long size,

        @Schema(description = "SHA-256 hashes in base64, from the leaf's sibling to the root's child")
        List<String> hashes) {

    static InclusionJson of(InclusionProof proof) {
        return new InclusionJson(proof.index(), proof.size(), texts(proof.hashes()));
    }

    static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }
}
