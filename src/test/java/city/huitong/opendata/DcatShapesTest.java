package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.CityPack;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetReader;
import city.huitong.catalog.Department;
import city.huitong.catalog.LocalizedText;
import city.huitong.ingest.DataVersion;
import city.huitong.platform.data.Page;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue says, and the shapes that it must hold to. */
class DcatShapesTest {

    private static final String STOPS = """
            id: stops
            department: transport
            title: {zh: 公交站点, en: Bus stops}
            description: {zh: 站点名称, en: Names of stops}
            key: [stop]
            sharing: unconditional
            opening: unconditional
            open:
              licence: https://creativecommons.org/licenses/by/4.0/
              themes: [TRAN]
              keywords: {zh: [公交], en: [bus]}
              frequency: monthly
              spatial: '999999'
              fields:
                cost:
                  title: {en: Cost}
                  opening: none
                  reason: {zh: 商业秘密, en: Is a trade secret}
                  basis: 《反不正当竞争法》第九条
            source: pushed
            schema:
              type: object
              additionalProperties: false
              required: [stop]
              properties:
                stop: {type: string, title: 站点编号}
                cost: {type: number, format: money, title: 造价}
                owner: {type: string, format: unified-social-credit-code, title: 产权单位}
            """;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final DataVersion VERSION = new DataVersion(3, Instant.parse("2026-11-23T12:00:00Z"), 40);
    private static final String ADDRESS = "https://data.x.example/v1/open/datasets/stops";

    @BeforeAll
    static void jena() {
        JenaSystem.init();
    }

    @Test
    void listsADatasetThatHoldsToThem() {
        var model = models().catalogue(new Page<>(List.of(entry(STOPS)), Optional.empty()), page());

        assertThat(shapes(Optional.empty()).check(model)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "licence: https://creativecommons.org/licenses/by/4.0/ | attribution: {zh: 市交通委} | /open/licence",
                "en: Bus stops} | en: 公交站点} | /title/en",
                "department: transport | department: unknown | /department",
            })
    void findWhatIsBrokenOnPurpose(String right, String wrong, String place) {
        var found = shapes(Optional.empty()).check(models().entry(entry(STOPS.replace(right, wrong))));

        assertThat(found).extracting(Violation::pointer).containsExactly(place);
    }

    @Test
    void areThoseOfAFolderToo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("more.ttl"), """
                @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
                <urn:x> a sh:NodeShape ; sh:targetClass dcat:Dataset ;
                  sh:property [ sh:path dcat:landingPage ; sh:minCount 1 ; sh:message "must have a page" ] .""");

        var found = shapes(Optional.of(folder)).check(models().entry(entry(STOPS)));

        assertThat(found).extracting(Violation::detail).containsExactly("must have a page");
    }

    @Test
    void saysWhatHarvestersLookFor() {
        var dataset = models().entry(entry(STOPS)).getResource(ADDRESS);

        assertThat(dataset.getProperty(DCTerms.title, "en").getString()).isEqualTo("Bus stops");
        assertThat(dataset.getProperty(DCTerms.modified).getString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(dataset.getPropertyResourceValue(DCAT.theme).getURI()).endsWith("/data-theme/TRAN");
        assertThat(dataset.getPropertyResourceValue(DCTerms.accrualPeriodicity).getURI())
                .endsWith("/frequency/MONTHLY");
        assertThat(dataset.listProperties(DCAT.distribution).toList()).hasSize(5);
    }

    @Test
    void namesWhatIsWithheldWithItsReason() {
        var model = models().entry(entry(STOPS));

        assertThat(said(model, "cost", DcatTerms.OWN + "withheldBecause"))
                .containsExactlyInAnyOrder("商业秘密", "Is a trade secret");
        assertThat(said(model, "cost", DcatTerms.OWN + "legalBasis")).containsExactly("《反不正当竞争法》第九条");
        assertThat(said(model, "owner", DcatTerms.OWN + "opening")).containsExactly("none");
        assertThat(said(model, "owner", DcatTerms.OWN + "withheldBecause")).hasSize(2);
        assertThat(said(model, "stop", DcatTerms.OWN + "opening")).containsExactly("unconditional");
    }

    private static List<String> said(Model model, String column, String property) {
        var name = ResourceFactory.createProperty(DcatTerms.CSVW, "name");
        return model.listSubjectsWithProperty(name, column).toList().stream()
                .flatMap(found -> found.listProperties(ResourceFactory.createProperty(property)).toList().stream())
                .map(statement -> statement.getString())
                .toList();
    }

    private static DcatModels models() {
        return new DcatModels(
                new DcatAddresses(URI.create("https://data.x.example/")),
                new CatalogueOwner(new NoPack(), config(Optional.empty())));
    }

    private static DcatShapes shapes(Optional<Path> folder) {
        return new DcatShapes(config(folder));
    }

    private static PageAddress page() {
        return new PageAddress(50, Optional.empty());
    }

    private static DcatEntry entry(String yaml) {
        var dataset = dataset(yaml);
        var publisher = Optional.of(dataset.department())
                .filter(id -> id.value().equals("transport"))
                .map(id -> new Department(id, new LocalizedText("交通委", "Transport Commission")));
        return new DcatEntry(dataset, publisher, Optional.of(VERSION));
    }

    private static Dataset dataset(String yaml) {
        try {
            return new DatasetReader(_ -> List.of()).read(YAML.readValue(yaml, Object.class));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static DcatConfig config(Optional<Path> folder) {
        return new DcatConfig() {
            @Override
            public Optional<Path> shapesFolder() {
                return folder;
            }

            @Override
            public String contactName() {
                return "Open data team";
            }

            @Override
            public Optional<String> contactEmail() {
                return Optional.of("open-data@x.example");
            }
        };
    }

    /** A hub without a pack. */
    private static final class NoPack implements CityPack {

        @Override
        public boolean isPresent() {
            return false;
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
    }
}
