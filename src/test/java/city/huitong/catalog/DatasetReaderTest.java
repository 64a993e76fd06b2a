package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import city.huitong.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetReaderTest {

    private final DatasetReader reader = new DatasetReader(_ -> List.of());

    @Test
    void readsWhatACityPackSays() {
        var dataset = Documents.population();

        assertThat(dataset.id()).isEqualTo(new DatasetId("population"));
        assertThat(dataset.description()).isEqualTo(dataset.title());
        assertThat(dataset.subjectKind()).contains(SubjectKind.PERSON);
        assertThat(dataset.key()).containsExactly("citizen_number");
        assertThat(dataset.fields())
                .extracting(Field::name, Field::type, Field::required)
                .startsWith(
                        tuple("citizen_number", FieldType.CITIZEN_NUMBER, true),
                        tuple("birth", FieldType.DATE, true),
                        tuple("hukou", FieldType.TEXT, false),
                        tuple("income", FieldType.MONEY, false),
                        tuple("children", FieldType.INTEGER, false),
                        tuple("moved_at", FieldType.TIMESTAMP, false),
                        tuple("alive", FieldType.BOOLEAN, false));
        assertThat(dataset.field("citizen_number")).map(Field::title).contains("公民身份号码");
    }

    @Test
    void yieldsTheSameDatasetFromItsStoredText() {
        var dataset = Documents.population();

        assertThat(DatasetReader.stored(Documents.tree(dataset.schemaText()))).isEqualTo(dataset.schema());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: population | id: 'population\"; drop table department; --' | /id name-expected",
                "department: public-security | department: 公安 | /department name-expected",
                "sharing: conditional | sharing: often | /sharing unknown-word",
                "opening: none | opening: ~ | /opening unknown-word",
                "source: pushed | sauce: pushed | /sauce unknown-key",
                "key: [citizen_number] | key: [name] | /key/0 unknown-field",
                "key: [citizen_number] | key: [hukou] | /key/0 required-expected",
                "key: [citizen_number] | key: [] | /key key-size",
                "key: [citizen_number] | key: [birth, birth] | /key/1 duplicate",
                "field: citizen_number} | field: hukou} | /subject/field wrong-format",
                "kind: person | kind: enterprise | /subject/field wrong-format",
                "kind: person | kind: none | /subject/field unknown-key",
                "type: object | type: array | /schema/type object-expected",
                "additionalProperties: false | additionalProperties: true | /schema/additionalProperties open-schema",
                "format: money | format: cash | /schema/properties/income/format unknown-format",
                "minimum: 0 | minimun: 0 | /schema/properties/children/minimun unknown-key",
                "hukou: | Hukou: | /schema/properties/Hukou name-expected",
                "hukou: | xmin: | /schema/properties/xmin name-expected",
                "hukou: | _shard: | /schema/properties/_shard name-expected",
                "maxLength: 20 | pattern: '(a+)+$' | /schema/properties/hukou/pattern unsafe-pattern",
                "maxLength: 20 | pattern: '(' | /schema/properties/hukou/pattern unsafe-pattern",
                "items: {type: string} | items: {$ref: 'https://evil.example/x'} | /schema/properties/addresses/items/$ref remote-reference",
                "'type: [boolean, \"null\"]' | 'type: [boolean, string]' | /schema/properties/alive/type unknown-type",
                "zh: 人口基本信息 | zh: '' | /title/zh text-expected",
            })
    void refusesAndNamesThePlace(String right, String wrong, String expected) {
        var found = violations(Documents.tree(Documents.replaced(Documents.POPULATION, right, wrong)));

        assertThat(found).contains(expected);
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        var document = Documents.replaced(
                Documents.POPULATION,
                "id: population",
                "id: P",
                "opening: none",
                "opening: x",
                "[citizen_number]",
                "[x]");

        assertThat(violations(Documents.tree(document)))
                .containsExactlyInAnyOrder("/id name-expected", "/opening unknown-word", "/key/0 unknown-field");
    }

    @Test
    void refusesMoreThanTwoHundredFields() {
        var tree = Documents.tree(Documents.POPULATION);
        IntStream.rangeClosed(1, 200).forEach(n -> properties(tree).put("field" + n, Map.of("type", "string")));

        assertThat(violations(tree)).containsExactly("/schema/properties field-count");
    }

    @Test
    void refusesDocumentsTooDeepOrWithTextsThatCannotBeStored() {
        Object deep = "x";
        for (var level = 0; level < 1_000; level++) {
            deep = List.of(deep);
        }

        assertThat(violations(deep)).contains(" document-too-large");
        assertThat(violations(Map.of("id", "a\u0000b"))).contains(" document-too-large");
        assertThat(violations(Map.of("id", "\ud800"))).contains(" document-too-large");
        assertThat(violations(Map.of("id", 1e300))).contains(" document-too-large");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThat(violations(null)).contains(" object-expected");
        assertThat(violations(List.of())).contains(" object-expected");
        assertThat(violations("x")).contains(" object-expected");
    }

    @Test
    void acceptsRecordsAboutNobody() {
        var dataset = Documents.population("subject: {kind: person, field: citizen_number}", "subject: {kind: none}");

        assertThat(dataset.subject()).isEqualTo(Optional.empty());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> document) {
        return (Map<String, Object>) ((Map<String, Object>) document.get("schema")).get("properties");
    }

    private List<String> violations(@Nullable Object document) {
        var problem = catchThrowableOfType(Problem.class, () -> reader.read(document));
        assertThat(problem.type()).isEqualTo(CatalogProblem.DATASET_INVALID);
        var found = new ArrayList<String>();
        problem.violations().forEach(violation -> found.add(violation.pointer() + " " + violation.code()));
        return found;
    }
}
