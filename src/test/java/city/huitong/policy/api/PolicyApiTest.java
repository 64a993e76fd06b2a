package city.huitong.policy.api;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing by REST: a policy that is not right is refused with every mistake and its place, and nothing is published. */
@QuarkusTest
class PolicyApiTest {

    private final String id = "test.gift-" + UUID.randomUUID();

    private final String gift = Gift.policy(id);

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void publishesAPolicyThatPassesItsCases() {
        Hub.publish(gift);
        refusedAs(publish(gift), 409, "policy-unchanged");
        Hub.publish(gift.replace("1000", "2000"));

        as("app")
                .get("/v1/policies/" + id)
                .then()
                .statusCode(200)
                .body("publication", equalTo(2))
                .body("publishedBy", equalTo("officer"))
                .body("approvedBy", equalTo("second-officer"));
    }

    @Test
    void refusesAPolicyWhoseCasesHaveNotSeenEverythingAndSaysWhichToAdd() {
        var line = gift.lines().takeWhile(each -> !each.contains("id: age")).count() + 1;

        refused(publish(gift.replaceFirst("(?m)^.*name: unknown.*\\R", "")), 422, "policy-cases-fail")
                .body("errors", hasSize(1))
                .body("errors[0].code", equalTo("criterion-not-covered"))
                .body("errors[0].pointer", equalTo("/versions/0/eligible/all/0"))
                .body("errors[0].line", equalTo((int) line))
                .body(
                        "errors[0].detail",
                        equalTo("criterion age: no case in which it cannot be said; add one like 'today' without"
                                + " person.birth"));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            person.birth,         | person.brith,        | /versions/0/eligible/all/0/when | expression-invalid | line 1, column 7: unknown fact person.brith; did you mean person.birth?
            >= params.minAge"     | >= 'old'"            | /versions/0/eligible/all/0/when | expression-invalid | line 1
            , asOf) >= params     | , asOf >= params     | /versions/0/eligible/all/0/when | expression-invalid | line 1
            ageAt(person.birth, asOf) >= params.minAge | ageAt(person.birth, asOf) | /versions/0/eligible/all/0/when | expression-type | must be of type bool, is int
            "yuan(1000)"          | "1000"               | /versions/0/benefit/amount      | expression-type    | must be of type money, is int
            {minAge: 100}         | {minAge: [100]}      | /versions/0/params/minAge       | wrong-type | must be a whole number
            {birth: 1926-11-23}   | {brith: 1926-11-23}  | /cases/0/facts/person/brith     | unknown-fact       | there is no fact person.brith that this policy may read
            {birth: 1926-11-23}   | {birth: 1926-02-30}  | /cases/0/facts/person/birth     | wrong-type         | must be a date
            {birth: 1926-11-23}   | {birth: 7}           | /cases/0/facts/person/birth     | wrong-type         | must be a date
            outcome: ELIGIBLE     | outcome: YES         | /cases/0/expect/outcome         | wrong-type         | must be one of
            asOf: 2026-11-23      | asOf: 2026-13-01     | /cases/0/asOf                   | wrong-type         | must be a date
            from: 2026-01-01      | from: -999999999-01-01 | /versions/0/valid/from       | wrong-type         | must be a date
            from: 2026-01-01      | from: +10000-01-01   | /versions/0/valid/from          | wrong-type         | must be a date
            authority: civil-affairs | authority: no-such | /authority                     | department-unknown | must be a department's id
            subject: person       | subject: dog         | /subject                        | wrong-type         | must be one of
            automation: direct    | automatic: direct    | /automatic                      | unknown-key        | unknown key
            from: 2026-01-01      | from: 2026-01-01, to: 2025-01-01 | /versions/0/valid/to   | period      | must
            """)
    void refusesAMistakeAtItsPlace(String words, String otherWords, String pointer, String code, String sentence) {
        assertThat(gift).contains(words);

        refused(publish(gift.replaceFirst(Pattern.quote(words), otherWords)), 422, "policy-invalid")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.find { it.pointer == '" + pointer + "' }.code", equalTo(code))
                .body("errors.find { it.pointer == '" + pointer + "' }.detail", startsWith(sentence));
    }

    @Test
    void saysTheLineOfAMistake() {
        var line = gift.lines()
                .toList()
                .indexOf(gift.lines()
                        .filter(each -> each.contains("benefit:"))
                        .findFirst()
                        .orElseThrow());

        refused(publish(gift.replace("yuan(1000)", "1000")), 422, "policy-invalid")
                .body("errors[0].line", equalTo(line + 1));
    }

    @Test
    void refusesAPolicyThatGoesInACircleWithAPublishedOne() {
        var other = id + "-b";
        var exclusive = "exclusive: {group: g%s, choose: order, after: [%s]}\nversions:";

        Hub.publish(gift.replace("versions:", exclusive.formatted(id.hashCode() & 0xffff, other)));
        publish(gift.replace(id, other).replace("versions:", exclusive.formatted(id.hashCode() & 0xffff, id)))
                .statusCode(422)
                .body("code", equalTo("policy-invalid"))
                .body("errors[0].pointer", equalTo("/exclusive/after"))
                .body("errors[0].code", equalTo("exclusion-cycle"))
                .body("errors[0].line", equalTo(6));
    }

    @Test
    void saysAllMistakesAtOnce() {
        refused(
                        publish(gift.replace("person.birth,", "person.brith,").replace("yuan(1000)", "1000")),
                        422,
                        "policy-invalid")
                .body("errors", hasSize(2));
    }

    @Test
    void refusesAPolicyWithoutCases() {
        refused(publish(gift.substring(0, gift.indexOf("cases:"))), 422, "policy-invalid")
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("/cases"))
                .body("errors[0].code", equalTo("cases-missing"));
    }

    @Test
    void refusesAPolicyThatFailsItsCasesAndSaysHow() {
        refused(publish(gift.replace("amount: 1000}", "amount: 999}")), 422, "policy-cases-fail")
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("/cases/0"))
                .body("errors[0].code", equalTo("case-fails"))
                .body("errors[0].detail", equalTo("today: expected ELIGIBLE 999.00, got ELIGIBLE 1000.00"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            policy: [a, b              | malformed-document | neither YAML nor JSON at line
            'policy: "a'               | malformed-document | neither YAML nor JSON at line 1, column 7
            {"policy": "a", "policy": "b"} | malformed-document | neither YAML nor JSON at line 1, column
            {"policy":                 | malformed-document | neither YAML nor JSON at line 1, column
            [policy]                   | malformed-document | neither YAML nor JSON at line
            policy                     | malformed-document | neither YAML nor JSON at line
            '{"cases": 7}'             | wrong-type         | must be a list of golden cases
            """)
    void refusesWhatIsNoDocument(String body, String code, String sentence) {
        refused(publish(body), 400, "request-invalid")
                .body("errors[0].code", equalTo(code))
                .body("errors[0].detail", startsWith(sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "---\n---\n",
                "null",
                "5",
                "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]",
                "a: &a [*a]",
                "a: !!java.net.URL [\"http://localhost\"]",
                "? [a]: b",
                "1: 2",
                "\u0000",
                "a: \"\\0\"",
                "a: \"\\uD800\"",
                "\t- a",
                "%YAML 9.9\n---\na: b",
            })
    void refusesStrangeDocuments(String body) {
        refusedSomehow(publish(body));
    }

    static Stream<String> largeDocuments() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(40_000),
                "a: ".repeat(10_000),
                "{a: ".repeat(60_000),
                "when: \"1" + " + 1".repeat(50_000) + "\"");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("largeDocuments")
    void refusesDocumentsThatAreTooDeepOrTooLong(String document) {
        refusedSomehow(publish(document));
    }

    @Test
    void refusesExpressionsThatAreTooDeepOrTooLong() {
        var condition = "ageAt(person.birth, asOf) >= params.minAge";
        for (var hostile : List.of("1 + ".repeat(3_000) + "1 > 0", "(".repeat(1_000) + "true" + ")".repeat(1_000))) {
            refused(publish(gift.replace(condition, hostile)), 422, "policy-invalid")
                    .body("errors[0].code", equalTo("expression-invalid"));
        }
    }

    @Test
    void refusesMoreThan256Kilobytes() {
        refused(publish(gift + "#" + "x".repeat(256 * 1024)), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\uD83D"})
    void refusesTextThatTheDatabaseCannotKeep(String escape) {
        refusedSomehow(publish(gift.replace("en: Gift at one hundred", "en: \"a" + escape + "\"")));
    }

    @Test
    void letsOfficersPublishYamlAndJsonOnly() {
        for (var client : new String[] {"app", "auditor", "operator", "department-civil-affairs"}) {
            publishAs(client, "application/yaml", gift).statusCode(403).body("code", equalTo("role-missing"));
        }
        publishAs("officer", "text/plain", gift).statusCode(415).body("code", equalTo("unsupported-media-type"));
    }

    private static ValidatableResponse publish(String body) {
        return publishAs("officer", "application/yaml", body);
    }

    private static ValidatableResponse publishAs(String client, String mediaType, String body) {
        return as(client)
                .contentType(mediaType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/policies")
                .then();
    }

    private static void refusedAs(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }

    private ValidatableResponse refused(ValidatableResponse answer, int status, String code) {
        refusedAs(answer, status, code);
        as("app").get("/v1/policies/" + id).then().statusCode(404).body("code", equalTo("policy-not-found"));
        return answer;
    }

    private ValidatableResponse refusedSomehow(ValidatableResponse answer) {
        assertThat(answer.extract().statusCode()).isBetween(400, 499);
        answer.contentType("application/problem+json");
        as("app").get("/v1/policies/" + id).then().statusCode(404);
        return answer;
    }
}
