package city.huitong.matching.api;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactType;
import city.huitong.matching.PolicyPicture;
import city.huitong.matching.SmallCells;
import city.huitong.matching.ToldPicture;
import city.huitong.policy.Automation;
import city.huitong.policy.Policy;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a policy can be granted without applications, as answered. */
@Schema(
        name = "Readiness",
        description = "Whether a policy can be granted without anybody applying (免申即享), and what it lacks")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ReadinessJson(
        String policy,
        LocalDate asOf,

        @Schema(description = "First day of the version that was asked about")
        LocalDate version,

        @Schema(description = "Whether nothing stands against it")
        boolean ready,

        @Schema(description = "What stands against it, in words")
        List<String> reasons,

        @Schema(description = "Everybody the policy could be about")
        long subjects,

        @Schema(description = SmallCells.MEANING) Optional<Long> eligible,
        @Schema(description = SmallCells.MEANING) Optional<Long> notEligible,
        @Schema(description = SmallCells.MEANING) Optional<Long> undetermined,

        @Schema(description = "What the eligible get together in one period, in fen")
        Optional<Long> amountFen,

        @Schema(description = "The facts it reads, those first that keep most people undetermined")
        List<FactNeedJson> facts) {

    private static final int HUNDRED = 100;

    /** More than this share of people without a decision is no service without applications. */
    private static final int MOST_UNDETERMINED_PERCENT = 5;

    static ReadinessJson of(Policy policy, PolicyPicture picture, Catalog catalog) {
        var told = ToldPicture.of(picture);
        var facts = told.missing().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Optional<Long>> fact) ->
                                -fact.getValue().orElse(0L))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(fact -> FactNeedJson.of(fact.getKey(), fact.getValue(), catalog))
                .toList();
        var reasons = reasons(policy, picture, facts);
        return new ReadinessJson(
                picture.policy().value(),
                picture.asOf(),
                picture.version(),
                reasons.isEmpty(),
                reasons,
                picture.subjects(),
                told.eligible(),
                told.notEligible(),
                told.undetermined(),
                told.amountFen(),
                facts);
    }

    private static List<String> reasons(Policy policy, PolicyPicture picture, List<FactNeedJson> facts) {
        var reasons = new ArrayList<String>();
        if (policy.automation() == Automation.ASSISTED) {
            reasons.add("the policy asks for an application (automation: assisted)");
        }
        if (picture.subjects() == 0) {
            reasons.add("the hub knows nobody it could be about");
        }
        if (picture.undetermined() * HUNDRED > picture.subjects() * MOST_UNDETERMINED_PERCENT) {
            reasons.add("more than " + MOST_UNDETERMINED_PERCENT + " % of all cannot be decided for missing facts");
        }
        facts.stream()
                .filter(FactNeedJson::freeText)
                .forEach(fact -> reasons.add(fact.name() + " is free text, which a rule should not depend on"));
        return List.copyOf(reasons);
    }

    /** A fact that a policy reads. */
    @Schema(name = "FactNeed", description = "A fact that a policy reads, and who would have to share more of it")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FactNeedJson(
            String name,
            Optional<String> dataset,
            Optional<String> department,

            @Schema(description = "The department's name in Chinese")
            Optional<String> departmentZh,

            @Schema(description = "Undetermined subjects of whom it is missing. " + SmallCells.MEANING)
            Optional<Long> missingForUndetermined,

            @Schema(description = "Whether its dataset allows any text there")
            boolean freeText) {

        static FactNeedJson of(String name, Optional<Long> missing, Catalog catalog) {
            var fact = catalog.fact(name);
            var dataset = fact.flatMap(each -> catalog.dataset(each.dataset()));
            var department = dataset.flatMap(each -> catalog.department(each.department()));
            return new FactNeedJson(
                    name,
                    dataset.map(each -> each.id().value()),
                    department.map(each -> each.id().value()),
                    department.map(each -> each.title().zh()),
                    missing,
                    fact.filter(each -> each.type() == FactType.TEXT)
                            .flatMap(FactDefinition::column)
                            .flatMap(column -> dataset.map(each -> isFree(each, column)))
                            .orElse(false));
        }

        /** Neither a list of texts nor a pattern says what may be there. */
        private static boolean isFree(Dataset dataset, String column) {
            var property = new JsonObject(dataset.schemaText())
                    .getJsonObject("properties", new JsonObject())
                    .getJsonObject(column, new JsonObject());
            return Stream.of("enum", "const", "pattern", "format").noneMatch(property::containsKey);
        }
    }
}
