package city.huitong.entitlement.api;

import static city.huitong.entitlement.api.Hub.answer;
import static city.huitong.entitlement.api.Hub.as;
import static city.huitong.entitlement.api.Hub.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GraphqlTest {

    private static final String ALLOWANCE = "x.elderly-allowance";
    private static final int POLICIES = 7;
    private static final String UNKNOWN = "00000000-0000-8000-8000-000000000000";

    /** The demo city's pack is loaded after the start. */
    @BeforeEach
    void theCityIsThere() {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> ask("officer", "{ policies { id } }", Map.of())
                                .getList("data.policies.id")
                                .size()
                        >= POLICIES);
    }

    @Test
    void saysOfASubjectInOneQueryWhatRestSaysInThree() throws IOException {
        var id = grandmother();
        var subject = ask("officer", operation("subject"), Map.of("id", id));
        assertThat(subject.<Object>get("errors")).isNull();

        var facts = rest(id, "facts");
        assertThat(subject.<String>getList("data.subject.facts.name")).isEqualTo(facts.getList("name"));
        assertThat(subject.getString("data.subject.facts.find { it.name == 'person.birth' }.value"))
                .isEqualTo("1941-02-03")
                .isEqualTo(facts.getString("find { it.name == 'person.birth' }.value"));
        assertThat(subject.getString("data.subject.facts.find { it.name == 'person.birth' }.department"))
                .isEqualTo("public-security");

        var decisions = rest(id, "decisions");
        assertThat(subject.<String>getList("data.subject.decisions.policy.id")).isEqualTo(decisions.getList("policy"));
        assertThat(subject.<String>getList("data.subject.decisions.outcome")).isEqualTo(decisions.getList("outcome"));
        assertThat(subject.<List<String>>getList("data.subject.decisions.criteria.result"))
                .as("REST leaves out what is empty, as for policies that are not in force")
                .filteredOn(criteria -> !criteria.isEmpty())
                .isEqualTo(decisions.getList("criteria.result"));
        assertThat(subject.getLong(decision("amountFen"))).isEqualTo(18_000);
        assertThat(subject.<String>getList(decision("criteria.find { it.id == 'age' }.facts.name")))
                .containsExactly("person.birth");

        var entitlements = rest(id, "entitlements");
        assertThat(subject.<String>getList("data.subject.entitlements.policy.id"))
                .contains(ALLOWANCE)
                .isEqualTo(entitlements.getList("policy"));
        assertThat(subject.<String>getList("data.subject.entitlements.state")).isEqualTo(entitlements.getList("state"));
    }

    @Test
    void pagesThroughThePolicysSubjectsEachWithItsOwnEntitlements() {
        grandmother();
        granted(Hub.person("999999195203049834", "1952-03-04"));
        var answer = ask("officer", """
                query($policy: String!) { entitlements(policy: $policy, state: "GRANTED", first: 50) {
                  items { subject { id entitlements { policyId subject { id } } } } next } }""", Map.of("policy", ALLOWANCE));
        var subjects = answer.<String>getList("data.entitlements.items.subject.id");
        assertThat(subjects).hasSizeGreaterThan(1);
        for (var i = 0; i < subjects.size(); i++) {
            var own = "data.entitlements.items[" + i + "].subject.entitlements.subject.id";
            assertThat(answer.<String>getList(own)).isNotEmpty().containsOnly(subjects.get(i));
        }
        var page = ask(
                "auditor",
                "{ entitlements(policy: \"x.elderly-allowance\", first: 1) { items { state } next } }",
                Map.of());
        assertThat(page.getList("data.entitlements.items")).hasSize(1);
        assertThat(page.getString("data.entitlements.next")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "entitlements", "policies", "datasets"})
    void answersTheExampleOperations(String name) throws IOException {
        var query = operation(name);
        var answer = ask("officer", query, Map.of("id", grandmother(), "policy", ALLOWANCE, "first", 5));
        assertThat(answer.<Object>get("errors")).isNull();
        assertThat(answer.<Object>get("data." + name)).isNotNull();
    }

    @Test
    void namesRefusalsAsRestDoes() {
        assertThat(code(ask("officer", "{ subject(id: \"" + UNKNOWN + "\") { id } }", Map.of())))
                .isEqualTo("subject-not-found");
        assertThat(code(ask("officer", "{ subject(id: \"nobody\") { id } }", Map.of())))
                .isEqualTo("subject-not-found");
        assertThat(code(ask("app", "{ policy(id: \"x.none\") { id } }", Map.of())))
                .isEqualTo("policy-not-found");
        assertThat(code(ask("app", "{ dataset(id: \"none\") { id } }", Map.of())))
                .isEqualTo("dataset-not-found");
        var many = ask("app", "{ datasets(first: 1001) { next } }", Map.of());
        assertThat(code(many)).isEqualTo("request-invalid");
        assertThat(many.getString("errors[0].message")).isEqualTo("first must be a whole number from 1 to 1000");
        assertThat(many.getString("errors[0].extensions.problem.errors[0].pointer"))
                .isEqualTo("first");
    }

    @Test
    void tellsWhoMayNotAskWhy() {
        var query = "{ subject(id: \"" + UNKNOWN + "\") { id } }";
        assertThat(code(answer(given(), query, Map.of()).jsonPath())).isEqualTo("token-missing");
        assertThat(code(ask("operator", query, Map.of()))).isEqualTo("role-missing");
        assertThat(code(ask("app", "{ entitlements(policy: \"x\") { next } }", Map.of())))
                .isEqualTo("role-missing");
    }

    @Test
    void refusesATokenOfSomebodyElse() {
        var answer = answer(given().header("Authorization", "Bearer a.b.c"), "{ policies { id } }", Map.of());
        assertThat(answer.asString()).contains("token-invalid");
    }

    private static String grandmother() {
        return granted(Hub.person("999999194102039819", "1941-02-03"));
    }

    /** Waits until Kafka has carried the facts to matching. */
    private static String granted(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> as("officer")
                        .get("/v1/subjects/" + id + "/entitlements")
                        .asString()
                        .contains(ALLOWANCE));
        return id;
    }

    private static JsonPath rest(String id, String what) {
        return as("officer").get("/v1/subjects/" + id + "/" + what).jsonPath();
    }

    private static String decision(String field) {
        return "data.subject.decisions.find { it.policy.id == '" + ALLOWANCE + "' }." + field;
    }

    private static String code(JsonPath answer) {
        return answer.getString("errors[0].extensions.code");
    }

    private static String operation(String name) throws IOException {
        return Files.readString(Path.of("graphql/operations/" + name + ".graphql"));
    }
}
