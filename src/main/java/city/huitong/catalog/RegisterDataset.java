package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.Background;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds a dataset to the catalogue and makes its tables, or changes both as far as nothing that exists breaks. */
@ApplicationScoped
public class RegisterDataset {

    private final CatalogChange change;
    private final CatalogRepository repository;
    private final OpeningChecker openings;
    private final Background background;

    RegisterDataset(
            CatalogChange change, CatalogRepository repository, OpeningChecker openings, Background background) {
        this.change = change;
        this.repository = repository;
        this.openings = openings;
        this.background = background;
    }

    /** Adds it; refuses with {@code dataset-exists} if it is there. */
    public Uni<Registered<Dataset>> create(Dataset dataset) {
        return checked(List.of(dataset))
                .chain(() -> change.perform((tx, catalog) -> {
                    if (catalog.dataset(dataset.id()).isPresent()) {
                        throw CatalogProblem.DATASET_EXISTS.because("PUT changes " + dataset.id());
                    }
                    return put(tx, catalog, dataset, List.of(dataset));
                }));
    }

    /** Adds it, or changes what is there to be like it; refuses with {@code schema-incompatible} and the reasons. */
    public Uni<Registered<Dataset>> put(Dataset dataset) {
        return checked(List.of(dataset))
                .chain(() -> change.perform((tx, catalog) -> put(tx, catalog, dataset, List.of(dataset))));
    }

    /** Puts several that are different datasets, all of them or none. */
    Uni<Void> putAll(List<Dataset> datasets) {
        return checked(datasets)
                .chain(() ->
                        change.performAll(datasets, (tx, catalog, dataset) -> put(tx, catalog, dataset, datasets)));
    }

    /** Before the transaction, and then back from the worker: who holds the catalogue must not wait for one. */
    private Uni<Void> checked(List<Dataset> datasets) {
        var open = datasets.stream()
                .filter(dataset -> dataset.opening() != OpeningLevel.NONE)
                .toList();
        return background.apart(Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUniAndConcatenate(openings::check)
                .collect()
                .asList()
                .map(RegisterDataset::mustBeComplete));
    }

    private static Void mustBeComplete(List<List<Violation>> found) {
        DocumentNode.refuse(
                CatalogProblem.DATASET_INVALID,
                "the entry in the open catalogue",
                found.stream().flatMap(List::stream).toList());
        return null;
    }

    /** @param together what is registered with it: it may refer to these, too */
    private Uni<Registered<Dataset>> put(Tx tx, Catalog catalog, Dataset wanted, List<Dataset> together) {
        checkDepartment(catalog, wanted);
        new ForeignKeyRules(catalog, together).check(wanted);
        return catalog.dataset(wanted.id())
                .map(known -> change(tx, catalog, known, wanted))
                .orElseGet(() -> repository
                        .create(tx, wanted)
                        .chain(() -> record(tx, Optional.empty(), wanted))
                        .replaceWith(Registered.created(wanted)));
    }

    private Uni<Void> record(Tx tx, Optional<Dataset> before, Dataset after) {
        return DatasetChange.between(before, after)
                .map(change -> repository.record(tx, after.id(), change))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void checkDepartment(Catalog catalog, Dataset dataset) {
        if (catalog.department(dataset.department()).isEmpty()) {
            throw CatalogProblem.DATASET_INVALID
                    .because("the description has 1 mistake")
                    .with(List.of(new Violation(
                            "/department", "unknown-department", "must be a department of the catalogue")));
        }
    }

    private Uni<Registered<Dataset>> change(Tx tx, Catalog catalog, Dataset known, Dataset wanted) {
        var sameSchema = known.schema().equals(wanted.schema());
        var dataset = wanted.withSchemaVersion(known.schemaVersion() + (sameSchema ? 0 : 1));
        if (dataset.equals(known)) {
            return Uni.createFrom().item(Registered.unchanged(known));
        }
        var changes = SchemaEvolution.changes(known, dataset);
        checkFacts(catalog.factsOf(dataset.id()), dataset);
        return repository
                .change(tx, dataset, changes)
                .chain(() -> record(tx, Optional.of(known), dataset))
                .replaceWith(Registered.changed(dataset));
    }

    /** A wider column may be too wide for a fact, whose type never changes. */
    private static void checkFacts(List<FactDefinition> facts, Dataset dataset) {
        var broken = facts.stream().flatMap(fact -> broken(fact, dataset)).toList();
        if (!broken.isEmpty()) {
            throw CatalogProblem.SCHEMA_INCOMPATIBLE
                    .because("facts derived from " + dataset.id() + " would break")
                    .with(broken);
        }
    }

    private static Stream<Violation> broken(FactDefinition fact, Dataset dataset) {
        var type = FactRules.type(fact.derivation(), fact.column(), dataset);
        if (type.filter(fact.type()::equals).isEmpty()) {
            return Stream.of(new Violation(
                    "/schema/properties/" + fact.column().orElse(""),
                    "fact-type-changed",
                    "must stay as it is: " + fact.name() + " is derived from it"));
        }
        return FactRules.violations(fact, dataset).stream()
                .map(violation -> new Violation("/schema", "fact-broken", fact.name() + ": " + violation.detail()));
    }
}
