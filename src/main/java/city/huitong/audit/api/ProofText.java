package city.huitong.audit.api;

import city.huitong.audit.Checkpoint;
import city.huitong.audit.Hash;
import city.huitong.audit.InclusionProof;
import city.huitong.audit.LeafProof;
import city.huitong.audit.MerkleTree;
import city.huitong.audit.NotVerified;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/**
 * A leaf's proof as a file has it: JSON as the hub answers it, or a C2SP tlog-proof. Read node by node, so that a native
 * executable needs no reflection.
 *
 * @param entry the leaf's exact text
 * @param inclusion the proof
 * @param checkpoint the signed checkpoint, not checked yet
 */
record ProofText(String entry, InclusionProof inclusion, String checkpoint) {

    /** A leaf has at most 64 KiB, a proof 63 lines, a checkpoint some signatures. */
    static final int MAX_BYTES = 1_000_000;

    private static final String TLOG_PROOF = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Whether a file with this first line is an exported log: its first line is a whole JSON object without a leaf. */
    static boolean isExport(String firstLine) {
        try {
            var json = JSON.readTree(firstLine);
            return json.isObject() && json.has("checkpoint") && !json.has("entry");
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    /** The checkpoint in the first line of an exported log. */
    static String checkpoint(String firstLine) {
        return text(tree(firstLine), "checkpoint");
    }

    /** Throws {@link NotVerified} for what is no proof. */
    static ProofText parse(String text) {
        return text.startsWith(TLOG_PROOF + "\n") ? parseText(text) : parseJson(tree(text));
    }

    /** Throws {@link NotVerified} unless the leaf is in the checkpoint's tree. */
    void verify(Checkpoint signed) {
        if (inclusion.size() != signed.size()) {
            throw new NotVerified("the proof is for another size than the checkpoint");
        }
        inclusion.verify(MerkleTree.leaf(entry.getBytes(StandardCharsets.UTF_8)), signed.root());
    }

    private static ProofText parseJson(JsonNode json) {
        var hashes = new ArrayList<Hash>();
        json.path("hashes").forEach(hash -> hashes.add(Hash.parse(hash.asText())));
        var inclusion = new InclusionProof(number(json, "index"), number(json, "size"), hashes);
        return new ProofText(text(json, "entry"), inclusion, text(json, "checkpoint"));
    }

    /** The tree's size is the checkpoint's: the format does not repeat it. */
    private static ProofText parseText(String text) {
        var border = text.indexOf("\n\n");
        if (border < 0) {
            throw new NotVerified("a proof ends with a checkpoint");
        }
        var lines = text.substring(0, border).lines().toList();
        var checkpoint = text.substring(border + 2);
        if (lines.size() < 3 || !lines.get(1).startsWith(EXTRA) || !lines.get(2).startsWith(INDEX)) {
            throw new NotVerified("a proof has the lines extra (with the leaf) and index");
        }
        var hashes = lines.stream().skip(3).map(Hash::parse).toList();
        var index = number(lines.get(2).substring(INDEX.length()));
        var size = number(checkpoint.lines().skip(1).findFirst().orElse(""));
        return new ProofText(leaf(lines.get(1)), new InclusionProof(index, size, hashes), checkpoint);
    }

    private static String leaf(String extra) {
        try {
            var bytes = Base64.getDecoder().decode(extra.substring(EXTRA.length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new NotVerified("the extra line is no base64");
        }
    }

    /** The proof as a C2SP tlog-proof. */
    static String write(LeafProof proof) {
        var leaf = proof.entry().getBytes(StandardCharsets.UTF_8);
        var lines = new ArrayList<String>();
        lines.add(TLOG_PROOF);
        lines.add(EXTRA + Base64.getEncoder().encodeToString(leaf));
        lines.add(INDEX + proof.inclusion().index());
        proof.inclusion().hashes().forEach(hash -> lines.add(hash.toString()));
        return String.join("\n", lines) + "\n\n" + proof.checkpoint();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            throw new NotVerified("the file is no proof of a leaf");
        }
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new NotVerified("the proof has no " + name);
        }
        return json.path(name).asText();
    }

    private static long number(JsonNode json, String name) {
        if (!json.path(name).canConvertToLong() || !json.path(name).isIntegralNumber()) {
            throw new NotVerified("the proof has no " + name);
        }
        return json.path(name).asLong();
    }

    private static long number(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new NotVerified("the proof has a number that is none");
        }
        return Long.parseLong(text);
    }
}
