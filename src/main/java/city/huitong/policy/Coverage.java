package city.huitong.policy;

import city.huitong.expression.Evaluator;
import city.huitong.expression.Missing;
import city.huitong.platform.problem.Violation;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.GoldenCaseRunner.CaseResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the golden cases of a policy touch: every slice of its versions, and every criterion where it holds, where it fails and where it
 * cannot be said. A criterion that later versions repeat word for word is one criterion.
 */
public final class Coverage {

    /** The same words under the same name are the same criterion, whichever version they stand in. */
    private record Words(String id, String when) {}

    /**
     * How often the cases have seen one criterion come out how.
     *
     * @param pointer where it stands first in the policy's document
     * @param when its words
     * @param seen how often, by what came out
     * @param open a case, and the fact without which it could not be said; empty when no case can be left open by it
     */
    public record Seen(String criterion, String pointer, String when, Map<Truth, Integer> seen, Optional<OpenBy> open) {

        public Seen {
            seen = Map.copyOf(seen);
        }

        /** How often it came out so. */
        public int times(Truth truth) {
            return seen.getOrDefault(truth, 0);
        }

        /** What no case has shown, though it should. */
        public List<Truth> unseen() {
            return List.of(Truth.values()).stream()
                    .filter(truth -> times(truth) == 0)
                    .filter(truth -> truth != Truth.MISSING || open.isPresent())
                    .toList();
        }

        private Violation hole(Truth truth) {
            return new Violation(pointer, "criterion-not-covered", "criterion " + criterion + ": " + advice(truth));
        }

        private String advice(Truth truth) {
            return switch (truth) {
                case TRUE -> "no case in which it holds; add one whose facts make it true: " + when;
                case FALSE -> "no case in which it fails; add one whose facts make it false: " + when;
                case MISSING -> {
                    var by = open.orElseThrow();
                    yield "no case in which it cannot be said; add one like '%s' without %s"
                            .formatted(by.like(), by.fact());
                }
            };
        }
    }

    /**
     * A case that a criterion leaves open without a fact.
     *
     * @param like the name of the case
     */
    public record OpenBy(String like, String fact) {}

    private Coverage() {}

    static List<Violation> versionsWithoutCase(List<PolicyVersion> versions, List<LocalDate> caseDays) {
        List<Violation> violations = new ArrayList<>();
        for (PolicyVersion version : versions) {
            if (caseDays.stream().noneMatch(version.valid()::covers)) {
                String detail = "add a case whose asOf lies in the version from "
                        + version.valid().from();
                violations.add(new Violation("/versions/" + version.written(), "version-without-case", detail));
            }
        }
        return violations;
    }

    /** What the cases have seen of each criterion, in the order of the document. */
    public static List<Seen> of(Policy policy, List<CaseResult> results) {
        Map<Words, String> pointers = new LinkedHashMap<>();
        for (PolicyVersion version : policy.versions()) {
            walk(
                    version.eligible(),
                    "/versions/" + version.written() + "/eligible",
                    (pointer, criterion) -> pointers.putIfAbsent(words(criterion), pointer));
        }
        return pointers.entrySet().stream()
                .map(each -> seen(policy, each.getKey(), each.getValue(), results))
                .toList();
    }

    /** What they have not seen and should. */
    static List<Violation> holes(List<Seen> all) {
        return all.stream()
                .flatMap(seen -> seen.unseen().stream().map(seen::hole))
                .toList();
    }

    private static Words words(Criterion criterion) {
        return new Words(criterion.id(), criterion.when().source());
    }

    private static Seen seen(Policy policy, Words words, String pointer, List<CaseResult> results) {
        Map<Truth, Integer> seen = new EnumMap<>(Truth.class);
        Optional<OpenBy> open = Optional.empty();
        for (CaseResult result : results) {
            for (CriterionResult each : result.decision().criteria()) {
                if (words(each.criterion()).equals(words)) {
                    seen.merge(each.result(), 1, Integer::sum);
                    open = open.or(() -> openBy(policy, result.golden(), each.criterion()));
                }
            }
        }
        return new Seen(words.id(), pointer, words.when(), seen, open);
    }

    /** A criterion may ask whether a fact is known, and so be never open: it is tried, not guessed. */
    private static Optional<OpenBy> openBy(Policy policy, GoldenCase golden, Criterion criterion) {
        return criterion.when().names().stream()
                .filter(FactVocabulary::isFact)
                .filter(fact -> isOpenWithout(policy, golden, criterion, fact))
                .map(fact -> new OpenBy(golden.name(), fact))
                .findFirst();
    }

    private static boolean isOpenWithout(Policy policy, GoldenCase golden, Criterion criterion, String fact) {
        var without = new FactsOnDay(
                golden.asOf(),
                name -> name.equals(fact) ? null : golden.value(name),
                policy.terms().maxAge());
        return Evaluator.evaluate(criterion.when().root(), without) instanceof Missing;
    }

    private static void walk(Eligibility tree, String pointer, BiConsumer<String, Criterion> found) {
        switch (tree) {
            case Criterion criterion -> found.accept(pointer, criterion);
            case AllOf(var of) -> walk(of, pointer + "/all/", found);
            case AnyOf(var of) -> walk(of, pointer + "/any/", found);
            case NoneOf(var of) -> walk(of, pointer + "/none/", found);
            case AtLeast(var _, var of) -> walk(of, pointer + "/atLeast/of/", found);
        }
    }

    private static void walk(List<Eligibility> parts, String pointer, BiConsumer<String, Criterion> found) {
        for (int i = 0; i < parts.size(); i++) {
            walk(parts.get(i), pointer + i, found);
        }
    }
}
