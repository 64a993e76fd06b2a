package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.platform.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaEvolutionTest {

    private final Dataset before = Documents.population();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum: [sh, other] | enum: [other, sh, js]",
                "enum: [sh, other], | ''",
                "maxLength: 20 | maxLength: 21",
                "', maxLength: 20' | ''",
                "minimum: 0 | minimum: -1",
                "', minimum: 0' | ''",
                "'required: [citizen_number, birth]' | 'required: [citizen_number]'",
                "title: 公民身份号码 | title: 身份证号",
                "sharing: conditional | sharing: none",
                "source: pushed | source: streamed",
                "'{type: integer, minimum: 0}' | '{type: [integer, \"null\"], minimum: 0}'",
            })
    void letsThroughWhatAdmitsAsMuch(String old, String now) {
        assertThat(SchemaEvolution.changes(before, Documents.population(old, now)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum: [sh, other] | enum: [sh] | /schema/properties/hukou/enum narrower",
                "maxLength: 20 | maxLength: 19 | /schema/properties/hukou/maxLength narrower",
                "maxLength: 20 | 'maxLength: 20, minLength: 1' | /schema/properties/hukou/minLength narrower",
                "maxLength: 20 | 'maxLength: 20, pattern: x' | /schema/properties/hukou/pattern narrower",
                "minimum: 0 | minimum: 1 | /schema/properties/children/minimum narrower",
                "'required: [citizen_number, birth]' | 'required: [citizen_number, birth, hukou]' | /schema/properties/hukou now-required",
                "'birth: {type: string, format: date}' | 'birth: {type: string}' | /schema/properties/birth type-changed",
                "'{type: number, format: money}' | '{type: integer, format: money}' | /schema/properties/income/type narrower",
                "'[boolean, \"null\"]' | boolean | /schema/properties/alive/type narrower",
                "'items: {type: string}' | 'items: {type: integer}' | /schema/properties/addresses narrower",
                "'department: public-security' | 'department: civil-affairs' | /department department-changed",
                "'key: [citizen_number]' | 'key: [citizen_number, birth]' | /key key-changed",
                "'subject: {kind: person, field: citizen_number}' | 'subject: {kind: none}' | /subject subject-changed",
            })
    void refusesWhatAdmitsLess(String old, String now, String expected) {
        assertThat(refusal(Documents.population(old, now)).violations())
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactly(expected);
    }

    @Test
    void refusesToRemoveAPropertyAndToAddARequiredOne() {
        var refusal = refusal(Documents.population("hukou:", "region:", "required: [", "required: [region, "));

        assertThat(refusal.violations())
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactly("/schema/properties/hukou property-removed", "/schema/properties/region new-required");
    }

    @Test
    void addsAColumnForANewOptionalProperty() {
        var after = Documents.population("properties:", "properties:\n    email: {type: string}");

        assertThat(SchemaEvolution.changes(before, after))
                .containsExactly(new TableChange.AddColumn(new Field("email", FieldType.TEXT, false, "email")));
    }

    @Test
    void widensWholeNumbersToNumbersButNotInAKey() {
        var after = Documents.population("type: integer", "type: number");
        var keyed = Documents.population(
                "key: [citizen_number]", "key: [children]", "required: [", "required: [children, ");
        var keyedWide = Documents.population(
                "key: [citizen_number]",
                "key: [children]",
                "required: [",
                "required: [children, ",
                "type: integer",
                "type: number");

        assertThat(SchemaEvolution.changes(before, after))
                .containsExactly(
                        new TableChange.WidenColumn(new Field("children", FieldType.NUMBER, false, "children")));
        assertThat(catchThrowableOfType(Problem.class, () -> SchemaEvolution.changes(keyed, keyedWide)))
                .isNotNull();
    }

    private Problem refusal(Dataset after) {
        var problem = catchThrowableOfType(Problem.class, () -> SchemaEvolution.changes(before, after));
        assertThat(problem.type()).isEqualTo(CatalogProblem.SCHEMA_INCOMPATIBLE);
        return problem;
    }
}
