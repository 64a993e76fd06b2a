package city.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hashes, roots and proofs are those of RFC 6962, held against published ones. */
class MerkleTreeTest {

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    /** The roots of the trees of the first 0, 1, 2 … of those leaves. */
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreThePublishedOnes() {
        var tree = new CompactRange();
        assertThat(hex(tree.root())).isEqualTo(ROOTS.getFirst());
        IntStream.range(0, LEAVES.size()).forEach(i -> {
            tree.append(MerkleTree.leaf(HexFormat.of().parseHex(LEAVES.get(i))));

            assertThat(hex(tree.root())).isEqualTo(ROOTS.get(i + 1));
            assertThat(tree.size()).isEqualTo(i + 1);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void proofsAreJudgedAsPublished(String name, JsonNode vector) {
        if (vector.get("refused").asBoolean()) {
            assertThatThrownBy(() -> verify(vector)).isInstanceOf(NotVerified.class);
        } else {
            assertThatCode(() -> verify(vector)).doesNotThrowAnyException();
        }
    }

    @Test
    void thereAreAll196Vectors() throws IOException {
        assertThat(vectors()).hasSize(196);
    }

    @Test
    void noProofHasMoreThan63Hashes() {
        var tooMany = Collections.nCopies(64, MerkleTree.EMPTY_ROOT);

        assertThatThrownBy(() -> new InclusionProof(0, Long.MAX_VALUE, tooMany)).hasMessageContaining("at most 63");
        assertThatThrownBy(() -> new ConsistencyProof(1, Long.MAX_VALUE, tooMany))
                .hasMessageContaining("at most 63");
        assertThatCode(() -> new InclusionProof(0, Long.MAX_VALUE, tooMany.subList(0, 63)))
                .doesNotThrowAnyException();
    }

    static Stream<Object[]> vectors() throws IOException {
        var json = new ObjectMapper();
        return Files.readAllLines(Path.of("src/test/resources/merkle/proof-vectors.ndjson")).stream()
                .map(line -> read(json, line))
                .map(vector -> new Object[] {vector.get("name").asText(), vector});
    }

    private static JsonNode read(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void verify(JsonNode vector) {
        if (vector.get("kind").asText().equals("inclusion")) {
            new InclusionProof(vector.get("index").asLong(), vector.get("size").asLong(), proof(vector))
                    .verify(hash(vector.get("leaf")), hash(vector.get("root")));
        } else {
            new ConsistencyProof(vector.get("from").asLong(), vector.get("to").asLong(), proof(vector))
                    .verify(hash(vector.get("root1")), hash(vector.get("root2")));
        }
    }

    private static List<Hash> proof(JsonNode vector) {
        return StreamSupport.stream(vector.get("proof").spliterator(), false)
                .map(MerkleTreeTest::hash)
                .toList();
    }

    /** Some vectors have short stand-ins where any value will do; ours are always hashes. An empty text is never one. */
    private static Hash hash(JsonNode base64) {
        var bytes = Base64.getDecoder().decode(base64.asText(""));
        var standIn = bytes.length > 0 && bytes.length < Hash.BYTES;
        return Hash.of(standIn ? sha256(bytes) : bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }
}
