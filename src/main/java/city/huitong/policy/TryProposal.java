package city.huitong.policy;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.GateReport.Effect;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Gathers what a policy has to show before a second person looks at it. */
@ApplicationScoped
class TryProposal {

    /** The effect is counted today and on the next days on which the law changes, so many altogether. */
    private static final int DAYS = 3;

    private final Background background;
    private final PolicyTrial trial;
    private final CurrentPolicies current;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    TryProposal(
            Background background,
            PolicyTrial trial,
            CurrentPolicies current,
            CurrentCatalog catalog,
            CityClock clock) {
        this.background = background;
        this.trial = trial;
        this.current = current;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** The report. Fails with {@code policy-engines-differ}. Computed on workers, and given in the context of whoever asks. */
    Uni<GateReport> report(Policy policy, PolicyDocument document) {
        var seed = Long.parseUnsignedLong(document.contentHash().substring(0, 16), 16);
        return background
                .apart(trial.parity(policy, CatalogVocabulary.of(catalog.get()), seed))
                .invoke(parity -> mustAgree(policy, parity))
                .chain(parity -> effects(policy, document).chain(effects -> report(policy, parity, effects)));
    }

    private static void mustAgree(Policy policy, GateReport.Parity parity) {
        if (!parity.differences().isEmpty()) {
            throw PolicyProblem.POLICY_ENGINES_DIFFER.because("policy %s is not decided alike everywhere: %s"
                    .formatted(policy.id(), String.join("; ", parity.differences())));
        }
    }

    private Uni<GateReport> report(Policy policy, GateReport.Parity parity, List<Effect> effects) {
        return background.apart(Uni.createFrom()
                .item(() -> computed(policy, parity, effects))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    private GateReport computed(Policy policy, GateReport.Parity parity, List<Effect> effects) {
        var results = GoldenCaseRunner.run(policy);
        var coverage = Coverage.of(policy, results).stream()
                .map(GateReport.Criterion::of)
                .toList();
        return new GateReport(
                results.size(), coverage, BoundaryCases.of(policy, results), parity, effects, clock.now());
    }

    private Uni<List<Effect>> effects(Policy policy, PolicyDocument document) {
        var law = current.find(policy.id()).filter(known -> known.subject() == policy.subject());
        var before = law.orElseGet(policy::withoutVersions);
        return Multi.createFrom()
                .iterable(days(before, policy))
                .onItem()
                .transformToUniAndConcatenate(day -> background.apart(trial.effect(before, policy, document, day)))
                .collect()
                .asList();
    }

    private List<LocalDate> days(Policy before, Policy after) {
        var today = clock.today();
        var turns = Stream.of(before, after)
                .flatMap(policy -> policy.versions().stream())
                .map(version -> version.valid().from())
                .filter(day -> day.isAfter(today))
                .sorted();
        return Stream.concat(Stream.of(today), turns).distinct().limit(DAYS).toList();
    }
}
