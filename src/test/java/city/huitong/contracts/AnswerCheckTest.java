package city.huitong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.contracts.AnswerCheck.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of every test's answers lets pass, and what it says of the others. */
class AnswerCheckTest {

    private static final ServedContract CONTRACT = ServedContract.of("""
            {"openapi": "3.1.0", "paths": {
              "/stops/{id}": {"get": {"responses": {
                "200": {"content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Stop"}},
                  "text/csv;header=present": {"schema": {"type": "string"}}}},
                "304": {"description": "As you have it"},
                "404": {"$ref": "#/components/responses/Gone"}}}},
              "/stops/first": {"get": {"responses": {"204": {"description": "None"}}}},
              "/tiles/{path}": {"get": {"responses": {"204": {"description": "None"}}}}},
             "components": {"responses": {"Gone": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}},
              "schemas": {"Stop": {"type": "object", "required": ["name"],
               "example": {"properties": {"no": "schema"}},
               "properties": {
                 "name": {"type": "string"}, "opened": {"type": ["string", "null"], "format": "date"},
                 "tags": {"type": "object", "additionalProperties": {"type": "string"}},
                 "next": {"anyOf": [{"$ref": "#/components/schemas/Stop"}, {"type": "null"}]}}}}}}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | application/json               | {\"name\":\"A\",\"opened\":\"2026-11-29\"}",
                "200 | application/json;charset=UTF-8 | {\"name\":\"A\",\"opened\":null,\"next\":{\"name\":\"B\"}}",
                "200 | application/json               | {\"name\":\"A\",\"tags\":{\"any\":\"other\"},\"next\":null}",
                "200 | text/csv                       | name",
                "404 | application/problem+json       | {}",
                "304 | application/json               | `nothing is read`",
            })
    void letsPassWhatIsDeclared(int status, String type, String body) {
        assertThat(misfits("GET", "/stops/7", status, type, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "409 | application/json | {}                               | answered 409, declared are [200, 304, 404]",
                "404 | application/problem+json | []                          | array found, object expected",
                "200 | text/plain       | A                                | answered 200 as text/plain, declared are",
                "200 | application/json | {\"name\":7}                     | /name: integer found, string expected",
                "200 | application/json | {}                               | required property 'name' not found",
                "200 | application/json | {\"name\":\"A\",\"lines\":[]}    | 'lines' is not defined",
                "200 | application/json | {\"name\":\"A\",\"next\":{\"x\":1}} | 'x' is not defined",
                "200 | application/json | {\"name\":\"A\",\"tags\":{\"a\":1}} | /tags/a: integer found",
                "200 | application/json | {\"name\":\"A\",\"opened\":\"now\"} | /opened: does not match the date pattern",
            })
    void saysWhatDoesNotFit(int status, String type, String body, String sentence) {
        assertThat(misfits("GET", "/stops/7", status, type, body))
                .anySatisfy(misfit -> assertThat(misfit).contains(sentence));
    }

    @Test
    void takesTheMostLiteralPath() {
        assertThat(misfits("GET", "/stops/first", 204, "", "")).isEmpty();
        assertThat(misfits("GET", "/stops/7", 204, "", "")).isNotEmpty();
        assertThat(misfits("GET", "/tiles/0/x001/067", 204, "", "")).isEmpty();
    }

    @Test
    void readsNoBodyOfAHead() {
        assertThat(misfits("HEAD", "/stops/7", 200, "application/json", "{}")).isEmpty();
        assertThat(misfits("HEAD", "/stops/7", 409, "application/json", "{}")).isNotEmpty();
    }

    @Test
    void letsNobodyAnswerBesideTheDocument() {
        assertThat(misfits("GET", "/lines", 404, "application/json", "{}")).isEmpty();
        assertThat(misfits("GET", "/lines", 200, "application/json", "{}"))
                .singleElement()
                .asString()
                .contains("not in the OpenAPI document");
        assertThat(misfits("POST", "/stops/7", 201, "", "")).hasSize(1);
    }

    private static List<String> misfits(String method, String path, int status, String type, String body) {
        return new AnswerCheck(CONTRACT, method, path).misfits(new Answer(status, type, () -> body));
    }
}
