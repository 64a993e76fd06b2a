package city.huitong.policy;

import city.huitong.catalog.CatalogProblem;
import city.huitong.catalog.CityPack;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Publishes the policies of the city pack by the same use case as the API. May run at every start. */
@ApplicationScoped
public class LoadPolicies {

    private static final String CASES = "/cases";

    private final CityPack pack;
    private final CurrentPolicies current;
    private final PublishPolicy publishPolicy;

    LoadPolicies(CityPack pack, CurrentPolicies current, PublishPolicy publishPolicy) {
        this.pack = pack;
        this.current = current;
        this.publishPolicy = publishPolicy;
    }

    /** Publishes one after the other; fails with {@code city-pack-invalid} naming file and place. */
    public Uni<Void> load() {
        return current.reload()
                .chain(() -> Multi.createFrom()
                        .iterable(pack.policies())
                        .onItem()
                        .transformToUniAndConcatenate(this::publishUnlessKnown)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<?> publishUnlessKnown(CityPack.PolicyDocument document) {
        return Uni.createFrom()
                .deferred(() -> publishUnlessKnown(tree(document)))
                .onFailure(Problem.class)
                .transform(failure -> located(document, failure));
    }

    /** What is in force word for word has passed its golden cases; they take most of a start. */
    private Uni<?> publishUnlessKnown(PolicyDocument document) {
        return current.holds(document) ? Uni.createFrom().voidItem() : publishPolicy.publish(document);
    }

    @SuppressWarnings("unchecked") // A document that is no map, or cases that are no list, are refused here.
    private static PolicyDocument tree(CityPack.PolicyDocument document) {
        var policy = document.policy().tree();
        var cases = document.cases().map(CityPack.Document::tree).orElse(List.of());
        if (!(policy instanceof Map<?, ?>) || !(cases instanceof List<?>)) {
            throw PolicyProblem.POLICY_INVALID.because("a policy is a map, its cases are a list");
        }
        return new PolicyDocument((Map<String, Object>) policy, (List<Object>) cases);
    }

    static Problem located(CityPack.PolicyDocument document, Problem problem) {
        var violations = located(document, problem.violations());
        var first = violations.isEmpty() ? problem.detail() : sentence(violations.getFirst());
        return CatalogProblem.CITY_PACK_INVALID
                .because(document.policy().file() + ": " + first)
                .with(violations);
    }

    private static String sentence(Violation violation) {
        var line = violation.line().map(" (line %d)"::formatted).orElse("");
        return violation.pointer() + line + ": " + violation.detail();
    }

    /** What is said of a case stands in the file of the cases. */
    private static List<Violation> located(CityPack.PolicyDocument document, List<Violation> all) {
        return all.stream()
                .flatMap(each -> document
                        .cases()
                        .filter(_ -> each.pointer().startsWith(CASES))
                        .map(cases -> cases.located(List.of(without(CASES, each))))
                        .orElseGet(() -> document.policy().located(List.of(each)))
                        .stream())
                .toList();
    }

    private static Violation without(String prefix, Violation violation) {
        return new Violation(violation.pointer().substring(prefix.length()), violation.code(), violation.detail());
    }
}
