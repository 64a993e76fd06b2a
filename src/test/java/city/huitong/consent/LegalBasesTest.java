package city.huitong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.huitong.catalog.CityPack;
import city.huitong.catalog.CurrentCatalog;
import city.huitong.hub.Hub;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A fact that a legal basis misspells is a mistake of the pack, and not one that nobody may read. */
@QuarkusTest
class LegalBasesTest {

    @Inject
    CurrentCatalog catalog;

    @Inject
    FactScope scope;

    @Test
    void mayNameFactsOfTheCatalogue() {
        Hub.awaitCity();
        bases("person.birth", "identity").mustNameFactsOf(catalog.get());
    }

    @Test
    void sayWhereAFactIsMisspeltAndWhatWasMeant() {
        Hub.awaitCity();
        assertThatThrownBy(() -> bases("person.brith", "all").mustNameFactsOf(catalog.get()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .containsExactly(new Violation(
                                        "legal-bases.yaml#/0/facts",
                                        "fact-unknown",
                                        "there is no fact person.brith; did you mean person.birth?")))
                .hasMessageContaining("did you mean person.birth?");
    }

    private LegalBases bases(String... facts) {
        var tree = Map.of(
                "code", "x",
                "title", Map.of("zh", "某法", "en", "A law"),
                "document", "某法第一条",
                "roles", List.of("officer"),
                "purposes", List.of("x"),
                "facts", List.of(facts));
        var document = new CityPack.Document("legal-bases.yaml", "/0", tree);
        return new LegalBases(new OneBasis(document), scope);
    }

    /** A pack of one legal basis. */
    private record OneBasis(CityPack.Document basis) implements CityPack {
        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public List<Document> departments() {
            return List.of();
        }

        @Override
        public List<Document> datasets() {
            return List.of();
        }

        @Override
        public List<Document> facts() {
            return List.of();
        }

        @Override
        public List<PolicyDocument> policies() {
            return List.of();
        }

        @Override
        public List<Document> legalBases() {
            return List.of(basis);
        }
    }
}
