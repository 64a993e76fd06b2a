package city.huitong.opendata.api;

import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.StringReader;
import java.util.List;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The open catalogue as the public sees it. */
@QuarkusTest
class CatalogueApiTest {

    private static final String TURTLE = "text/turtle";
    private static final String JSON_LD = "application/ld+json";

    private static final String DATASET = """
            {"id": "open-%s", "department": "transport", "title": {"zh": "测试", "en": "Test"},
             "description": {"zh": "测试数据", "en": "Data of a test"}, "key": ["code"], "sharing": "none",
             "opening": "unconditional", "open": {%s}, "source": "pushed",
             "schema": {"type": "object", "additionalProperties": false, "required": ["code"],
               "properties": {"code": {"type": "string", "title": "编码"}}}}
            """;

    @BeforeEach
    void aCity() {
        Hub.awaitCity();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/catalog | text/turtle | text/turtle",
                "/v1/catalog | application/ld+json | application/ld+json",
                "/v1/catalog | */* | application/ld+json",
                "/v1/catalog | text/turtle;q=0.3, application/ld+json;q=0.2 | text/turtle",
                "/v1/catalog.ttl | */* | text/turtle",
                "/v1/catalog.jsonld | */* | application/ld+json",
                "/v1/open/datasets/bus-stops/dcat | text/turtle | text/turtle",
            })
    void answersInTheFormAskedFor(String path, String accepted, String type) {
        given().header("Accept", accepted)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .body(containsString("http://localhost:8080/v1/open/datasets/bus-stops"));
    }

    @Test
    void refusesOtherForms() {
        given().header("Accept", "application/pdf")
                .get("/v1/catalog")
                .then()
                .statusCode(406)
                .body("code", equalTo("not-acceptable"));
    }

    @Test
    void saysTheSameInBothForms() {
        var turtle = read(TURTLE, Lang.TURTLE);
        var jsonLd = read(JSON_LD, Lang.JSONLD);

        assertThat(jsonLd.isIsomorphicWith(turtle)).isTrue();
    }

    @Test
    void holdsToItsShapes() {
        var shapes = Shapes.parse(RDFDataMgr.loadGraph("src/main/resources/shacl/catalogue.ttl"));
        var catalogue = read(TURTLE, Lang.TURTLE);

        assertThat(catalogue.listResourcesWithProperty(RDF.type, DCAT.Dataset).toList())
                .hasSizeGreaterThan(5);
        assertThat(ShaclValidator.get().validate(shapes, catalogue.getGraph()).getEntries())
                .isEmpty();
    }

    @Test
    void costsNothingToAskAgain() {
        var tag = given().get("/v1/catalog").then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag)
                .get("/v1/catalog")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        given().header("If-None-Match", tag)
                .header("Accept", TURTLE)
                .get("/v1/catalog")
                .then()
                .statusCode(200);
    }

    @Test
    void turnsPages() {
        var first =
                given().get("/v1/catalog.ttl?limit=1").then().statusCode(200).extract();
        var next = first.header("Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
        var second = given().get(next).then().statusCode(200).extract();

        assertThat(first.asString()).contains("hydra:next");
        assertThat(datasets(first.asString())).hasSize(1).doesNotContainAnyElementsOf(datasets(second.asString()));
        given().get("/v1/catalog?limit=0").then().statusCode(400);
        given().get("/v1/catalog?after=made-up").then().statusCode(400);
    }

    @Test
    void listsNothingThatIsNotOpen() {
        given().header("Accept", TURTLE)
                .get("/v1/catalog?limit=1000")
                .then()
                .body(not(containsString("/v1/open/datasets/population")));
        for (var document : new String[] {"dcat", "openapi", "quality"}) {
            given().get("/v1/open/datasets/population/" + document)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("dataset-not-found"));
        }
    }

    @Test
    void refusesToOpenWhatTheCatalogueCannotList() {
        as("operator")
                .contentType(ContentType.JSON)
                .body(DATASET.formatted("bare", ""))
                .put("/v1/datasets/open-bare")
                .then()
                .statusCode(422)
                .body("code", equalTo("dataset-invalid"))
                .body("errors.pointer", hasItem("/open/licence"))
                .body("errors.detail", hasItem(containsString("licence")));
        as("operator")
                .contentType(ContentType.JSON)
                .body(DATASET.formatted("full", "\"licence\": \"https://creativecommons.org/licenses/by/4.0/\""))
                .put("/v1/datasets/open-full")
                .then()
                .statusCode(201)
                .body("open.licence", equalTo("https://creativecommons.org/licenses/by/4.0/"));
    }

    @Test
    void changesNothingWhenAnOpenDatasetComesBackAsItWasAnswered() {
        var answered = as("app").get("/v1/datasets/enterprises").asString();

        as("operator")
                .contentType(ContentType.JSON)
                .body(answered)
                .put("/v1/datasets/enterprises")
                .then()
                .statusCode(200)
                .body("schemaVersion", equalTo(1))
                .body("open.fields.restricted_industry.opening", equalTo("none"));
    }

    @Test
    void describesADatasetAsOpenApi() {
        var row = "components.schemas.Row.properties.";
        given().get("/v1/open/datasets/enterprises/openapi")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("openapi", startsWith("3.1"))
                .body("servers[0].url", equalTo("http://localhost:8080"))
                .body("paths", hasKey("/v1/open/datasets/enterprises/records"))
                .body("paths", hasKey("/v1/open/datasets/enterprises/groups"))
                .body("paths", hasKey("/v1/open/datasets/enterprises/export"))
                .body("paths", not(hasKey("/v1/open/datasets/enterprises/records/{key}")))
                .body(
                        "paths.'/v1/open/datasets/enterprises/records'.get.parameters.name",
                        hasItems("select", "where", "order_by", "limit", "cursor", "count", "asOf"))
                .body(row + "name.title", equalTo("名称"))
                .body(row + "name.type", equalTo("string"))
                .body(row + "capital.type", hasItems("number", "null"))
                .body(row + "capital.description", containsString("Registered capital"))
                .body(row + "size.enum", hasItem("micro"))
                .body("components.schemas.Row.properties", not(hasKey("uscc")))
                .body("components.schemas.Row.properties", not(hasKey("restricted_industry")))
                .body("info.description", containsString("restricted_industry"))
                .body("info.description", containsString("A judgement for deciding policies"));
        given().get("/v1/open/datasets/bus-stops/openapi")
                .then()
                .body("paths", hasKey("/v1/open/datasets/bus-stops/records/{key}"));
    }

    @Test
    void checksTheQualityOfADataset() {
        given().get("/v1/open/datasets/bus-stops/quality")
                .then()
                .statusCode(200)
                .body("dataset", equalTo("bus-stops"))
                .body(
                        "checks.name",
                        hasItems("completeness", "timeliness", "licence", "titles", "findability", "reasons"))
                .body("checks.find {it.name == 'licence'}.result", equalTo("passed"))
                .body("checks.find {it.name == 'titles'}.numbers.translated", equalTo(5));
    }

    private static Model read(String type, Lang lang) {
        var text = given().header("Accept", type)
                .get("/v1/catalog?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return model(text, lang);
    }

    private static Model model(String text, Lang lang) {
        var model = ModelFactory.createDefaultModel();
        RDFParser.create().source(new StringReader(text)).lang(lang).parse(model);
        return model;
    }

    private static List<String> datasets(String turtle) {
        return model(turtle, Lang.TURTLE).listResourcesWithProperty(RDF.type, DCAT.Dataset).toList().stream()
                .map(dataset -> dataset.getURI())
                .toList();
    }
}
