package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Adds a fact to the catalogue and derives it for all subjects, or derives it anew by a changed definition. */
@ApplicationScoped
public class RegisterFact {

    /** PostgreSQL allows 1,600 columns a table, dropped ones included. */
    private static final int MAX_FACTS_PER_KIND = 1_000;

    private final CatalogChange change;
    private final CatalogRepository repository;
    private final Instance<FactBackfill> backfills;

    RegisterFact(CatalogChange change, CatalogRepository repository, Instance<FactBackfill> backfills) {
        this.change = change;
        this.repository = repository;
        this.backfills = backfills;
    }

    /** Adds it; refuses with {@code fact-exists} if it is there. */
    public Uni<Registered<FactDefinition>> create(FactDefinition fact) {
        return change.perform((tx, catalog) -> {
            if (catalog.fact(fact.name()).isPresent()) {
                throw CatalogProblem.FACT_EXISTS.because("PUT changes " + fact.name());
            }
            return put(tx, catalog, fact);
        });
    }

    /** Adds it, or changes what is there to be like it; refuses with {@code fact-incompatible} if its type would change. */
    public Uni<Registered<FactDefinition>> put(FactDefinition fact) {
        return change.perform((tx, catalog) -> put(tx, catalog, fact));
    }

    /** Puts several that are different facts, all of them or none. */
    Uni<Void> putAll(List<FactDefinition> facts) {
        return change.performAll(facts, this::put);
    }

    private Uni<Registered<FactDefinition>> put(Tx tx, Catalog catalog, FactDefinition fact) {
        // The definition was read from a catalogue that may have changed since.
        DocumentNode.refuse(
                CatalogProblem.FACT_INVALID,
                "the definition",
                FactRules.violations(fact, catalog.requireDataset(fact.dataset())));
        return catalog.fact(fact.name())
                .map(known -> change(tx, known, fact))
                .orElseGet(() -> create(tx, catalog, fact));
    }

    private Uni<Registered<FactDefinition>> create(Tx tx, Catalog catalog, FactDefinition fact) {
        if (catalog.facts(fact.name().kind()).size() >= MAX_FACTS_PER_KIND) {
            throw CatalogProblem.FACT_INVALID.because(
                    "there are " + MAX_FACTS_PER_KIND + " facts of this kind already");
        }
        return repository.create(tx, fact).call(() -> recompute(tx, fact)).replaceWith(Registered.created(fact));
    }

    private Uni<Registered<FactDefinition>> change(Tx tx, FactDefinition known, FactDefinition fact) {
        if (known.equals(fact)) {
            return Uni.createFrom().item(Registered.unchanged(known));
        }
        if (known.type() != fact.type()) {
            throw CatalogProblem.FACT_INCOMPATIBLE
                    .because(fact.name() + " keeps its type; give a fact of another type another name")
                    .with(List.of(new Violation("/column", "type-changed", "must be of the type it was")));
        }
        var stored = repository.change(tx, fact);
        var derived = known.derivesLike(fact) ? stored : stored.call(() -> recompute(tx, fact));
        return derived.replaceWith(Registered.changed(fact));
    }

    private Uni<Void> recompute(Tx tx, FactDefinition fact) {
        return Multi.createFrom()
                .iterable(backfills)
                .onItem()
                .transformToUniAndConcatenate(backfill -> backfill.recompute(tx, fact))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
