package city.huitong.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.platform.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What everybody may ask for by its hash, and who may ask anything else. */
class KnownDocumentsTest {

    private static final String OTHER = "{ __typename }";
    private static final Map<String, Object> STRANGER = Map.of("httpHeaders", Map.of("accept", List.of("*/*")));
    private static final Map<String, Object> CLIENT =
            Map.of("httpHeaders", Map.of("authorization", List.of("Bearer a.b.c")));

    @Test
    void areTheExampleOperations() throws IOException {
        try (var files = Files.list(Path.of("graphql/operations"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".graphql", "")))
                    .containsExactlyInAnyOrderElementsOf(KnownDocuments.NAMES);
        }
    }

    @Test
    void sayWhatACallerMustSay() {
        var subject = new KnownDocuments(() -> true)
                .all().stream()
                        .filter(document -> document.name().equals("subject"))
                        .findFirst()
                        .orElseThrow();
        assertThat(subject.variables()).containsExactly(new KnownDocument.Variable("id", "ID!", true));
        assertThat(subject.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void areFoundByTheirHash() {
        var documents = new KnownDocuments(() -> true);
        for (var document : documents.all()) {
            assertThat(documents.require(document.hash())).isEqualTo(document);
            assertThat(documents.require("sha256:" + document.hash())).isEqualTo(document);
        }
        for (var id : List.of("", "subject", "sha256:", "md5:x", "../subject", "0".repeat(64))) {
            assertThatThrownBy(() -> documents.require(id))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type().code()).isEqualTo("document-not-found"));
        }
    }

    @Test
    void areAllThatAStrangerMayAskWhereThatIsSet() {
        var documents = new KnownDocuments(() -> false);
        assertThat(documents.refusal(OTHER, STRANGER).orElseThrow().type().code())
                .isEqualTo("document-unknown");
        assertThat(documents.refusal(OTHER, Map.of())).isPresent();
        assertThat(documents.refusal(OTHER, CLIENT)).isEmpty();
        for (var document : documents.all()) {
            assertThat(documents.refusal(document.text(), STRANGER)).isEmpty();
            assertThat(documents.refusal(document.text() + " ", STRANGER)).isPresent();
        }
    }

    @Test
    void areNotAllThatAStrangerMayAskUsually() {
        assertThat(new KnownDocuments(() -> true).refusal(OTHER, STRANGER)).isEmpty();
    }
}
