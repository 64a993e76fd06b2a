package city.huitong.audit.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.audit.LogKey;
import city.huitong.platform.security.SigningKeys;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub has given out is verified without it: 0 when it proves what it says, 1 when not, 2 when nothing was checked. */
class VerifyCommandTest {

    private static final int SIZE = 600;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 600})
    void verifiesLogsOfAnySize(int size) throws IOException {
        var log = AFolder.of(folder.resolve("log"), size);

        assertThat(verify(log.path(), log)).isZero();
        assertThat(verify(file(log.export()), log)).isZero();
        assertThat(said()).contains("hub.example/audit, " + size + " leaves");
    }

    @Test
    void verifiesAProofInBothForms() throws IOException {
        var log = log();

        assertThat(verify(file(log.proof(300)), log)).isZero();
        assertThat(verify(file(tlogProof(log, 300)), log)).isZero();
        assertThat(said()).contains("leaf 300 of hub.example/audit").contains("汇通");
    }

    @Test
    void verifiesASignedConsent() throws IOException {
        var hub = new SigningKeys(Base64.getEncoder().encodeToString(new byte[32]), Optional.empty());
        var keySet = Files.writeString(folder.resolve("jwks.json"), hub.published());
        var artefact = hub.jws("huitong-consent+jwt", Map.of("consent", Map.of("state", "ACTIVE")));
        var other = hub.jws("something-else+jwt", Map.of());

        assertThat(run(file(artefact + "\n").toString(), "--jwks", keySet.toString()))
                .isZero();
        assertThat(said()).contains("a consent, signed with the key ", "\"state\":\"ACTIVE\"");
        assertThat(run(file(other).toString(), "--jwks", keySet.toString())).isEqualTo(1);
        assertThat(run(file(artefact.replace('e', 'f')).toString(), "--jwks", keySet.toString()))
                .isEqualTo(1);
        assertThat(run(file(artefact).toString(), "--jwks", folder + "/nothing"))
                .isEqualTo(2);
    }

    @Test
    void verifiesASignedDecision() throws IOException {
        var hub = new SigningKeys(Base64.getEncoder().encodeToString(new byte[32]), Optional.empty());
        var keySet = Files.writeString(folder.resolve("jwks.json"), hub.published());
        var document = new TreeMap<String, Object>(Map.of("outcome", "ELIGIBLE", "fen", 15_000));
        document.put("signature", hub.signature("huitong-decision+jws", document));
        var decision = new JsonObject(document).encodePrettily();

        assertThat(run(file(decision).toString(), "--jwks", keySet.toString())).isZero();
        assertThat(said()).contains("a decision, signed with the key ", "\"outcome\":\"ELIGIBLE\"");
        assertThat(run(file(decision.replace("15000", "15001")).toString(), "--jwks", keySet.toString()))
                .isEqualTo(1);
        assertThat(run(file("{\"outcome\":\"ELIGIBLE\"}").toString(), "--jwks", keySet.toString()))
                .isEqualTo(1);
        assertThat(run(file("{").toString(), "--jwks", keySet.toString())).isEqualTo(1);
    }

    @Test
    void noticesEveryFlippedBit() throws IOException {
        var log = log();
        var random = new Random(7);
        for (var file : files(log.path())) {
            for (int i = 0; i < 20; i++) {
                var right = Files.readAllBytes(file);
                var wrong = right.clone();
                wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, wrong);

                assertThat(verify(log.path(), log)).as(file.toString()).isEqualTo(1);
                Files.write(file, right);
            }
        }
        assertThat(verify(log.path(), log)).isZero();
    }

    @Test
    void noticesEveryMissingFile() throws IOException {
        var log = log();
        for (var file : files(log.path())) {
            var right = Files.readAllBytes(file);
            Files.delete(file);

            assertThat(verify(log.path(), log)).as(file.toString()).isNotZero();
            Files.write(file, right);
        }
    }

    @Test
    void noticesLeavesThatWereEditedDeletedSwappedAddedOrRepeated() throws IOException {
        var log = log();

        assertThat(verify(
                        file(export(log, lines -> lines.set(100, lines.get(100).replace("99", "98")))), log))
                .isEqualTo(1);
        assertThat(verify(file(export(log, lines -> lines.remove(100))), log)).isEqualTo(1);
        assertThat(verify(file(export(log, List::removeLast)), log)).isEqualTo(1);
        assertThat(verify(file(export(log, lines -> Collections.swap(lines, 7, 8))), log))
                .isEqualTo(1);
        assertThat(verify(file(export(log, lines -> lines.add("{}"))), log)).isEqualTo(1);
        assertThat(verify(file(export(log, lines -> lines.add(5, lines.get(5)))), log))
                .isEqualTo(1);
        assertThat(verify(file(export(log, lines -> lines.set(3, lines.get(3) + " "))), log))
                .isEqualTo(1);
        assertThat(verify(file(export(log, lines -> {})), log)).isZero();
    }

    @Test
    void noticesALogThatWasWrittenAnewUnderTheSameKey() throws IOException {
        var earlier = AFolder.of(folder.resolve("earlier"), 300);
        var later = log();
        var rewritten = new ArrayList<>(later.leaves());
        rewritten.set(5, "{}");
        var other = AFolder.of(folder.resolve("other"), rewritten);
        var kept = file(earlier.checkpoint());

        assertThat(verify(later.path(), later, "--since", kept.toString())).isZero();
        assertThat(verify(file(later.export()), later, "--since", kept.toString()))
                .isZero();
        assertThat(verify(other.path(), other, "--since", kept.toString())).isEqualTo(1);
        assertThat(verify(
                        earlier.path(),
                        earlier,
                        "--since",
                        later.path().resolve("checkpoint").toString()))
                .isEqualTo(1);
    }

    @Test
    void trustsOnlyTheKeysItIsGiven() throws IOException {
        var log = log();
        var other = new LogKey("hub.example/audit", "BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").verifier();
        var elsewhere = new LogKey("other.example/audit", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").verifier();

        assertThat(run(log.path().toString(), "--key", other.toString())).isEqualTo(1);
        assertThat(run(log.path().toString(), "--key", elsewhere.toString())).isEqualTo(1);
        assertThat(run(file(log.proof(0)).toString(), "--key", other.toString()))
                .isEqualTo(1);
        assertThat(run(log.path().toString(), "--key", other.toString(), "--key", log.vkey()))
                .isZero();
    }

    @Test
    void refusesProofsThatAreNone() throws IOException {
        var log = log();
        var right = log.proof(300);
        var hash = log.path(300).getFirst().toString();

        for (var wrong : List.of(
                right.replace("\"index\":300", "\"index\":301"),
                right.replace("\"index\":300", "\"index\":600"),
                right.replace("\"index\":300", "\"index\":-1"),
                right.replace("\"index\":300", "\"index\":1e2"),
                right.replace("\"index\":300", "\"index\":300,\"index\":300"),
                right.replace("\"size\":600", "\"size\":599"),
                right.replace("\"size\":600", "\"size\":0"),
                right.replace("\"size\":600", "\"size\":9223372036854775808"),
                right.replace("\"" + hash + "\",", ""),
                right.replace("[\"", "[\"" + hash + "\",\""),
                right.replace(hash, hash.toLowerCase(java.util.Locale.ROOT)),
                right.replace(hash, "AAAA"),
                right.replace("[\"", "[" + ("\"" + hash + "\",").repeat(64) + "\""),
                right.replace("\\\"id\\\":300", "\\\"id\\\":301"),
                right.replace("hub.example", "bub.example"),
                right + "{}",
                right.substring(1),
                "",
                "null",
                "[]",
                "{}",
                "{\"checkpoint\":\"\"}",
                "\u0000",
                tlogProof(log, 300).replace("index 300", "index 0300"),
                tlogProof(log, 300).replace("index 300", "index 301"),
                tlogProof(log, 300).replace("extra ", "extra !"),
                tlogProof(log, 300).replace("\n\n", "\n"),
                "c2sp.org/tlog-proof@v1\n")) {
            assertThat(verify(file(wrong), log)).as(wrong).isEqualTo(1);
        }
    }

    @Test
    void saysHowItIsUsedWhenItIsNot() throws IOException {
        var log = log();
        var path = log.path().toString();

        assertThat(run()).isEqualTo(2);
        assertThat(run(path)).isEqualTo(2);
        assertThat(run("--key", log.vkey())).isEqualTo(2);
        assertThat(run(path, "--key")).isEqualTo(2);
        assertThat(run(path, "--key", "x")).isEqualTo(2);
        assertThat(run(path, path, "--key", log.vkey())).isEqualTo(2);
        assertThat(run(path, "--keys", log.vkey())).isEqualTo(2);
        assertThat(run(path + "/nothing", "--key", log.vkey())).isEqualTo(2);
        assertThat(run(path, "--key", log.vkey(), "--since", path + "/nothing")).isEqualTo(2);
        assertThat(said()).contains("verify <file or folder> --key <vkey>");
    }

    private AFolder log() throws IOException {
        return AFolder.of(folder.resolve("log"), SIZE);
    }

    private static String tlogProof(AFolder log, int index) {
        var leaf = log.leaves().get(index).getBytes(StandardCharsets.UTF_8);
        var hashes = log.path(index).stream().map(hash -> hash + "\n").toList();
        return "c2sp.org/tlog-proof@v1\nextra " + Base64.getEncoder().encodeToString(leaf) + "\nindex " + index + "\n"
                + String.join("", hashes) + "\n" + log.checkpoint();
    }

    private static String export(AFolder log, java.util.function.Consumer<List<String>> change) {
        var lines = new ArrayList<>(Arrays.asList(log.export().split("\n")));
        change.accept(lines);
        return String.join("\n", lines) + "\n";
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "given", ".txt"), content);
    }

    private int verify(Path what, AFolder log, String... more) {
        var arguments = new ArrayList<>(List.of(what.toString(), "--key", log.vkey()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new VerifyCommand(stream, stream).run(List.of(arguments));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
