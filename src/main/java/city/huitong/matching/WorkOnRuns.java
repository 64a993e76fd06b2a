package city.huitong.matching;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.matching.MatchSlice.Step;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One worker of this process: takes slices of runs that nobody works on, one after the other. */
@ApplicationScoped
class WorkOnRuns {

    private final UnitOfWork unitOfWork;
    private final RunRepository runs;
    private final CurrentPolicies policies;
    private final CurrentCatalog catalog;
    private final MatchSlice matchSlice;

    WorkOnRuns(
            UnitOfWork unitOfWork,
            RunRepository runs,
            CurrentPolicies policies,
            CurrentCatalog catalog,
            MatchSlice matchSlice) {
        this.unitOfWork = unitOfWork;
        this.runs = runs;
        this.policies = policies;
        this.catalog = catalog;
        this.matchSlice = matchSlice;
    }

    /** Goes on until there is no slice left. */
    Uni<Void> workOff() {
        return Multi.createBy()
                .repeating()
                .uni(runs::claim)
                .until(Optional::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(slice -> workOn(slice.orElseThrow()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> workOn(RunSlice slice) {
        return policy(slice)
                .chain(policy -> policy.map(known -> match(slice, known))
                        .orElseGet(() -> unitOfWork.onRows(tx -> runs.cancel(tx, slice.run()))));
    }

    /** Another process may have heard of a publication first and started the run. None: it cannot be read any more. */
    private Uni<Optional<Policy>> policy(RunSlice slice) {
        var known = policies.find(slice.policy());
        if (known.isPresent() && policies.publication(slice.policy()) >= slice.publication()) {
            return Uni.createFrom().item(known);
        }
        return catalog.refresh().chain(policies::reload).map(_ -> policies.find(slice.policy()));
    }

    private Uni<Void> match(RunSlice slice, Policy policy) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(slice),
                        place -> matchSlice.step(place.get(), policy).invoke(step -> place.set(step.slice())))
                .whilst(Step::goesOn)
                .onItem()
                .ignoreAsUni();
    }
}
