package city.huitong.catalog;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.ProblemType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole catalogue at one moment: departments, datasets and facts. Immutable, so that one piece of work sees one state. */
public final class Catalog {

    /** Before anything was read. */
    public static final Catalog EMPTY = of(-1, List.of(), List.of(), List.of());

    private final long revision;
    private final NavigableMap<String, Department> departments;
    private final NavigableMap<String, Dataset> datasets;
    private final NavigableMap<String, FactDefinition> facts;
    private final Set<String> unsharedFacts;
    private final boolean deprecating;

    private Catalog(
            long revision,
            NavigableMap<String, Department> departments,
            NavigableMap<String, Dataset> datasets,
            NavigableMap<String, FactDefinition> facts) {
        this.revision = revision;
        this.departments = departments;
        this.datasets = datasets;
        this.facts = facts;
        this.deprecating = datasets.values().stream()
                .anyMatch(dataset -> dataset.open().deprecation().isPresent());
        this.unsharedFacts = facts.values().stream()
                .filter(fact -> isUnshared(datasets.get(fact.dataset().value())))
                .map(fact -> fact.name().toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isUnshared(@Nullable Dataset dataset) {
        return dataset != null && dataset.sharing() == SharingLevel.NONE;
    }

    /** A catalogue of these. */
    public static Catalog of(
            long revision,
            Collection<Department> departments,
            Collection<Dataset> datasets,
            Collection<FactDefinition> facts) {
        return new Catalog(
                revision,
                byName(departments, department -> department.id().value()),
                byName(datasets, dataset -> dataset.id().value()),
                byName(facts, fact -> fact.name().toString()));
    }

    /** Whether any dataset will be withdrawn. */
    public boolean isDeprecating() {
        return deprecating;
    }

    /** Grows with every change; two catalogues of one revision are the same. */
    public long revision() {
        return revision;
    }

    /** All departments, by id. */
    public Collection<Department> departments() {
        return departments.values();
    }

    /** One page of the departments, by id. */
    public Page<Department> departments(PageRequest request) {
        return page(request, departments, department -> department.id().value());
    }

    /** The department of this id. */
    public Optional<Department> department(DepartmentId id) {
        return Optional.ofNullable(departments.get(id.value()));
    }

    /** The department of this id; refuses with {@code department-not-found}. */
    public Department requireDepartment(String id) {
        return require(departments, id, CatalogProblem.DEPARTMENT_NOT_FOUND);
    }

    /** All datasets, by id. */
    public Collection<Dataset> datasets() {
        return datasets.values();
    }

    /** One page of the datasets, by id. */
    public Page<Dataset> datasets(PageRequest request) {
        return page(request, datasets, dataset -> dataset.id().value());
    }

    /** The dataset of this id. */
    public Optional<Dataset> dataset(DatasetId id) {
        return Optional.ofNullable(datasets.get(id.value()));
    }

    /** The dataset of this id; refuses with {@code dataset-not-found}. */
    public Dataset requireDataset(DatasetId id) {
        return requireDataset(id.value());
    }

    /** The dataset of this id, if it is one. */
    public Optional<Dataset> find(String id) {
        return Optional.ofNullable(datasets.get(id));
    }

    /** The dataset of this id as it came in a request; refuses with {@code dataset-not-found}. */
    public Dataset requireDataset(String id) {
        return require(datasets, id, CatalogProblem.DATASET_NOT_FOUND);
    }

    /** All facts, by name. */
    public Collection<FactDefinition> facts() {
        return facts.values();
    }

    /** One page of the facts, by name. */
    public Page<FactDefinition> facts(PageRequest request) {
        return page(request, facts, fact -> fact.name().toString());
    }

    /** The facts about subjects of this kind, by name. */
    public List<FactDefinition> facts(SubjectKind kind) {
        return facts.values().stream()
                .filter(fact -> fact.name().kind() == kind)
                .toList();
    }

    /** The facts derived from this dataset, by name. */
    public List<FactDefinition> factsOf(DatasetId dataset) {
        return facts.values().stream()
                .filter(fact -> fact.dataset().equals(dataset))
                .toList();
    }

    /** The names of the facts whose dataset its department does not share. */
    public Set<String> unsharedFacts() {
        return unsharedFacts;
    }

    /** The fact of this name, {@code person.hukou}. */
    public Optional<FactDefinition> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** The fact of this name. */
    public Optional<FactDefinition> fact(FactName name) {
        return fact(name.toString());
    }

    /** The fact of this name as it came in a request; refuses with {@code fact-not-found}. */
    public FactDefinition requireFact(String name) {
        return require(facts, name, CatalogProblem.FACT_NOT_FOUND);
    }

    /** Whether just this department is there. */
    boolean holds(Department department) {
        return department(department.id()).filter(department::equals).isPresent();
    }

    /** Whether just this dataset is there; its schema's version is the catalogue's own. */
    boolean holds(Dataset dataset) {
        return dataset(dataset.id())
                .filter(known -> known.equals(dataset.withSchemaVersion(known.schemaVersion())))
                .isPresent();
    }

    /** Whether just this fact is there. */
    boolean holds(FactDefinition fact) {
        return fact(fact.name()).filter(fact::equals).isPresent();
    }

    /** The detail does not repeat the name: anything may stand in a URL, somebody's number too. */
    private static <T> T require(NavigableMap<String, T> all, String name, ProblemType absent) {
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> absent.because("the catalogue has nothing of this name"));
    }

    private static <T> Page<T> page(PageRequest request, NavigableMap<String, T> all, Function<T, String> name) {
        var rows = all.tailMap(request.afterOrStart(), false).values().stream()
                .limit(request.limit() + 1L)
                .toList();
        return Page.of(request, rows, name);
    }

    private static <T> NavigableMap<String, T> byName(Collection<T> all, Function<T, String> name) {
        var sorted = new TreeMap<String, T>();
        all.forEach(one -> sorted.put(name.apply(one), one));
        return Collections.unmodifiableNavigableMap(sorted);
    }
}
