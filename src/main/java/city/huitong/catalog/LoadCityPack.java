package city.huitong.catalog;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers everything a city pack describes, by the same use cases as the API: departments, then datasets, then facts. What is
 * there already stays as it is, so it may run at every start. Policies are loaded by who knows them.
 *
 * <p>What is new and right is registered in one transaction first, since each transaction reads the catalogue anew; what is
 * left is then registered one by one, so that each mistake is found with its place.
 */
@ApplicationScoped
public class LoadCityPack {

    /** A transaction each, one at a time in the whole city, is what a start need not wait for when nothing is new. */
    private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

    private static final int FIRST_SERVER_ERROR = 500;

    private final CityPack pack;
    private final CurrentCatalog current;
    private final DatasetReader datasets;
    private final RegisterDepartment registerDepartment;
    private final RegisterDataset registerDataset;
    private final RegisterFact registerFact;

    LoadCityPack(
            CityPack pack,
            CurrentCatalog current,
            DatasetReader datasets,
            RegisterDepartment registerDepartment,
            RegisterDataset registerDataset,
            RegisterFact registerFact) {
        this.pack = pack;
        this.current = current;
        this.datasets = datasets;
        this.registerDepartment = registerDepartment;
        this.registerDataset = registerDataset;
        this.registerFact = registerFact;
    }

    /** The catalogue after loading; refuses with {@code city-pack-invalid}, every violation naming its file and place. */
    public Uni<Catalog> load() {
        return current.reload()
                .chain(() -> register(pack::departments, this::department))
                .chain(() -> ahead(pack::datasets, this::newDataset, Dataset::id, registerDataset::putAll))
                .chain(() -> register(pack::datasets, this::dataset))
                .chain(() -> ahead(pack::facts, this::newFact, FactDefinition::name, registerFact::putAll))
                .chain(() -> register(pack::facts, this::fact))
                .map(_ -> current.get());
    }

    /** A mistake among them ends the transaction of all; registering one by one says where it is. */
    private static <T> Uni<Void> ahead(
            Supplier<List<CityPack.Document>> documents,
            Function<@Nullable Object, Optional<T>> read,
            Function<T, ?> name,
            Function<List<T>, Uni<Void>> putAll) {
        return Uni.createFrom().deferred(() -> {
            Map<Object, T> fresh = new LinkedHashMap<>();
            documents
                    .get()
                    .forEach(document ->
                            read.apply(document.tree()).ifPresent(one -> fresh.putIfAbsent(name.apply(one), one)));
            return fresh.isEmpty()
                    ? NOTHING
                    : putAll.apply(List.copyOf(fresh.values()))
                            .onFailure(LoadCityPack::isMistake)
                            .recoverWithNull();
        });
    }

    private Optional<Dataset> newDataset(@Nullable Object tree) {
        return rightly(() -> datasets.read(tree))
                .filter(dataset -> !current.get().holds(dataset));
    }

    private Optional<FactDefinition> newFact(@Nullable Object tree) {
        return rightly(() -> FactReader.read(tree, current.get()))
                .filter(fact -> !current.get().holds(fact));
    }

    private static <T> Optional<T> rightly(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Problem _) {
            return Optional.empty();
        }
    }

    private Uni<?> department(@Nullable Object tree) {
        var department = DepartmentReader.read(tree);
        return current.get().holds(department) ? NOTHING : registerDepartment.put(department);
    }

    private Uni<?> dataset(@Nullable Object tree) {
        var dataset = datasets.read(tree);
        return current.get().holds(dataset) ? NOTHING : registerDataset.put(dataset);
    }

    private Uni<?> fact(@Nullable Object tree) {
        var fact = FactReader.read(tree, current.get());
        return current.get().holds(fact) ? NOTHING : registerFact.put(fact);
    }

    private static Uni<Void> register(
            Supplier<List<CityPack.Document>> documents, Function<@Nullable Object, Uni<?>> registration) {
        return Multi.createFrom()
                .iterable(documents.get())
                .onItem()
                .transformToUniAndConcatenate(document -> violations(document, registration))
                .collect()
                .asList()
                .map(LoadCityPack::refuse);
    }

    private static Uni<List<Violation>> violations(
            CityPack.Document document, Function<@Nullable Object, Uni<?>> registration) {
        return Uni.createFrom()
                .deferred(() -> registration.apply(document.tree()))
                .map(_ -> List.<Violation>of())
                .onFailure(LoadCityPack::isMistake)
                .recoverWithItem(failure -> located(document, (Problem) failure));
    }

    /** What the pack's author can put right; a hub that stops, for example, reads no further. */
    private static boolean isMistake(Throwable failure) {
        return failure instanceof Problem problem && problem.type().status() < FIRST_SERVER_ERROR;
    }

    private static List<Violation> located(CityPack.Document document, Problem problem) {
        if (problem.violations().isEmpty()) {
            return document.located(List.of(new Violation("", problem.type().code(), problem.detail())));
        }
        return document.located(problem.violations());
    }

    private static String line(Violation violation) {
        return violation.line().map(" (line %d)"::formatted).orElse("");
    }

    private static Void refuse(List<List<Violation>> found) {
        var all = new ArrayList<Violation>();
        found.forEach(all::addAll);
        if (!all.isEmpty()) {
            var first = all.getFirst();
            throw CatalogProblem.CITY_PACK_INVALID
                    .because(all.size() + " mistakes, the first at " + first.pointer() + line(first) + ": "
                            + first.detail())
                    .with(all);
        }
        return null;
    }
}
