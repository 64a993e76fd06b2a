package city.huitong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.demo.DemoOracle.Expected;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The demo pack fits together: what is named exists, what is read by people is in two languages, golden cases are right. */
class DemoPackTest {

    private static final Pattern FACT = Pattern.compile("\\b(?:person|household|enterprise)\\.[a-zA-Z]+");
    private static final Map<String, JsonNode> FACTS = DemoPack.facts().stream()
            .collect(Collectors.toMap(fact -> fact.get("name").asText(), fact -> fact));

    @Test
    void everyDepartmentHasData() {
        var departments = DemoPack.items(DemoPack.file("departments.yaml"))
                .map(department -> department.get("id").asText())
                .toList();
        var owners = DemoPack.files("datasets").stream()
                .map(dataset -> dataset.get("department").asText())
                .collect(Collectors.toSet());

        assertThat(departments).hasSize(16).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(owners);
    }

    @Test
    void casesAreWorkedOnByDepartmentsThatExist() {
        var workers = DemoPack.file("datasets/service-cases.yaml").at("/schema/properties/department/enum");
        var departments = DemoPack.items(DemoPack.file("departments.yaml"))
                .map(department -> department.get("id").asText());

        assertThat(DemoPack.items(workers).map(JsonNode::asText)).hasSize(8).isSubsetOf(departments.toList());
    }

    @Test
    void factsComeFromColumnsThatExist() {
        var datasets = DemoPack.files("datasets").stream()
                .collect(Collectors.toMap(dataset -> dataset.get("id").asText(), dataset -> dataset));

        assertThat(FACTS.values()).allSatisfy(fact -> {
            var dataset = datasets.get(fact.get("dataset").asText());
            var columns = DemoPack.names(dataset.at("/schema/properties")).toList();
            assertThat(columns).containsAll(columnsOf(fact).toList());
            assertThat(fact.get("name").asText())
                    .startsWith(dataset.at("/subject/kind").asText() + '.');
        });
    }

    private static Stream<String> columnsOf(JsonNode fact) {
        return Stream.of(fact.path("column"), fact.path("orderBy"), fact.at("/window/on"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    @Test
    void policiesUseFactsThatExist() {
        assertThat(DemoPack.files("policies"))
                .allSatisfy(policy -> assertThat(
                                FACT.matcher(policy.toString()).results().map(result -> result.group()))
                        .isNotEmpty()
                        .allMatch(FACTS::containsKey));
    }

    @Test
    void peopleReadTwoLanguages() {
        var files = Stream.of("datasets", "facts", "policies").flatMap(kind -> DemoPack.files(kind).stream());
        var titlesOfFields = DemoPack.files("datasets").stream()
                .flatMap(dataset -> dataset.at("/open/fields").findValues("title").stream())
                .collect(Collectors.toSet());

        assertThat(files.flatMap(file ->
                                Stream.concat(file.findValues("title").stream(), file.findValues("text").stream()))
                        .filter(JsonNode::isObject)
                        .filter(text -> !titlesOfFields.contains(text)))
                .isNotEmpty()
                .allMatch(text -> !text.path("zh").asText().isBlank()
                        && !text.path("en").asText().isBlank());
    }

    /** The schema has a field's Chinese title, the section for the open catalogue the English one. */
    @Test
    void fieldsOfOpenDatasetsHaveTitlesInTwoLanguages() {
        assertThat(DemoPack.files("datasets"))
                .filteredOn(dataset -> dataset.has("open"))
                .isNotEmpty()
                .allSatisfy(dataset -> assertThat(
                                dataset.at("/schema/properties").properties())
                        .allMatch(field ->
                                !field.getValue().path("title").asText().isBlank())
                        .allMatch(field -> !dataset.at("/open/fields/" + field.getKey() + "/title/en")
                                .asText()
                                .isBlank()));
    }

    /** A comma in a plain text within braces begins another key. */
    @Test
    void everyKeyHasAValue() {
        var files = Stream.of("datasets", "facts", "policies").flatMap(kind -> DemoPack.files(kind).stream());

        assertThat(files.flatMap(DemoPackTest::below)).isNotEmpty().noneMatch(JsonNode::isNull);
    }

    private static Stream<JsonNode> below(JsonNode node) {
        return Stream.concat(Stream.of(node), DemoPack.items(node).flatMap(DemoPackTest::below));
    }

    @Test
    void versionsFollowEachOther() {
        for (JsonNode policy : DemoPack.files("policies")) {
            var versions = DemoPack.items(policy.get("versions"))
                    .map(version -> version.get("valid"))
                    .toList();

            assertThat(IntStream.range(1, versions.size()))
                    .allMatch(i -> LocalDate.parse(versions.get(i - 1).get("to").asText())
                            .isBefore(
                                    LocalDate.parse(versions.get(i).get("from").asText())));
        }
    }

    @Test
    void criteriaHaveNamesOfTheirOwn() {
        assertThat(DemoPack.files("policies"))
                .allSatisfy(policy -> assertThat(DemoPack.items(policy.get("versions")))
                        .allSatisfy(
                                version -> assertThat(version.get("eligible").findValuesAsText("id"))
                                        .isNotEmpty()
                                        .doesNotHaveDuplicates()));
    }

    @Test
    void everyFactOfAPolicyIsOnceUnknown() {
        for (JsonNode policy : DemoPack.files("policies")) {
            var used = FACT.matcher(policy.toString())
                    .results()
                    .map(result -> result.group())
                    .filter(fact ->
                            !policy.path("maxAge").findValuesAsText("on").contains(fact))
                    .distinct();
            var missing = DemoPack.cases(policy).stream()
                    .flatMap(golden ->
                            DemoPack.items(golden.at("/expect/missing")).map(JsonNode::asText))
                    .toList();

            assertThat(missing).containsAll(used.toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> goldenCasesAgreeWithTheOracle() {
        return DemoPack.files("policies").stream()
                .flatMap(policy -> DemoPack.cases(policy).stream()
                        .map(golden -> DynamicTest.dynamicTest(
                                policy.get("policy").asText() + ": "
                                        + golden.get("name").asText(),
                                () -> check(policy.get("policy").asText(), golden))));
    }

    private static void check(String policy, JsonNode golden) {
        var facts = new KnownFacts();
        golden.get("facts")
                .properties()
                .forEach(kind -> kind.getValue()
                        .properties()
                        .forEach(fact -> facts.put(kind.getKey() + '.' + fact.getKey(), value(kind.getKey(), fact))));
        var asOf = LocalDate.parse(golden.get("asOf").asText());
        var expect = golden.get("expect");
        var amount = expect.path("amount").decimalValue().movePointRight(2).longValueExact();

        assertThat(DemoRules.decide(policy, facts, asOf))
                .isEqualTo(new Expected(expect.get("outcome").asText(), amount));
    }

    private static Object value(String kind, Map.Entry<String, JsonNode> fact) {
        JsonNode value = fact.getValue();
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return isMoney(kind + '.' + fact.getKey())
                    ? value.decimalValue().movePointRight(2).longValueExact()
                    : value.asLong();
        }
        return value.asText().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(value.asText()) : value.asText();
    }

    private static boolean isMoney(String name) {
        return List.of(
                        "household.income",
                        "enterprise.contributions",
                        "enterprise.taxableIncome",
                        "enterprise.averageAssets",
                        "enterprise.monthlySales",
                        "enterprise.incrementalCredit",
                        "enterprise.existingCredit",
                        "enterprise.localTaxes",
                        "enterprise.businessIncome",
                        "enterprise.rdSpending",
                        "enterprise.rdSpendingThreeYears",
                        "enterprise.rdSales",
                        "enterprise.rdSalesThreeYears",
                        "enterprise.rdDeduction",
                        "enterprise.levyWage",
                        "person.elderlyShare")
                .contains(name);
    }
}
