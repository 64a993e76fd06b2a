package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.huitong.hub.Hub;
import city.huitong.platform.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoadCityPackTest {

    /** As whoever changes the catalogue has it. */
    private static final String LOCK = "select pg_advisory_xact_lock(7305)";

    private final Pool pool;
    private final CurrentCatalog current;
    private final DatasetReader reader;
    private final RegisterDepartment registerDepartment;
    private final RegisterDataset registerDataset;
    private final RegisterFact registerFact;

    LoadCityPackTest(
            Pool pool,
            CurrentCatalog current,
            DatasetReader reader,
            RegisterDepartment registerDepartment,
            RegisterDataset registerDataset,
            RegisterFact registerFact) {
        this.pool = pool;
        this.current = current;
        this.reader = reader;
        this.registerDepartment = registerDepartment;
        this.registerDataset = registerDataset;
        this.registerFact = registerFact;
    }

    @BeforeEach
    void theCatalogueIsAtRest() {
        Hub.untilStarted();
    }

    @Test
    void registersAllOfAPackAndChangesNothingTheSecondTime() throws Throwable {
        var load = load(pack("id: loaded-register", "name: person.loadedCount"));

        var first = VertxContextSupport.subscribeAndAwait(load::load);
        var second = VertxContextSupport.subscribeAndAwait(load::load);

        assertThat(first.dataset(new DatasetId("loaded-register"))).isPresent();
        assertThat(first.fact("person.loadedCount")).isPresent();
        assertThat(second.revision()).isEqualTo(first.revision());
    }

    @Test
    void aPackInWhichNothingIsNewWaitsForNobodyWhoChangesTheCatalogue() throws Throwable {
        var load = load(pack("id: loaded-register", "name: person.loadedCount"));
        VertxContextSupport.subscribeAndAwait(load::load);

        var again = VertxContextSupport.subscribeAndAwait(() -> pool.withTransaction(other -> other.query(LOCK)
                .execute()
                .chain(load::load)
                .ifNoItem()
                .after(Duration.ofSeconds(10))
                .fail()));

        assertThat(again.fact("person.loadedCount")).isPresent();
    }

    @Test
    void namesFileAndPlaceOfEveryMistake() {
        var load = load(pack("id: Loaded", "name: x"));

        var problem = catchThrowableOfType(Problem.class, () -> VertxContextSupport.subscribeAndAwait(load::load));

        assertThat(problem.type()).isEqualTo(CatalogProblem.CITY_PACK_INVALID);
        assertThat(problem.detail()).contains("datasets/register.yaml#/id");
    }

    private LoadCityPack load(CityPack pack) {
        return new LoadCityPack(pack, current, reader, registerDepartment, registerDataset, registerFact);
    }

    private static CityPack pack(String id, String fact) {
        var dataset = Documents.replaced(
                Documents.POPULATION, "id: population", id, "department: public-security", "department: loaded-office");
        return new InMemoryPack(
                new CityPack.Document(
                        "departments.yaml",
                        "/0",
                        Map.of("id", "loaded-office", "title", Map.of("zh", "办公室", "en", "Office"))),
                new CityPack.Document("datasets/register.yaml", "", Documents.tree(dataset)),
                new CityPack.Document(
                        "facts/register.yaml",
                        "/0",
                        Documents.tree(fact + "\ntitle: {zh: 数}\ndataset: loaded-register\nderive: count")));
    }

    /** A pack of one document each. */
    private record InMemoryPack(Document department, Document dataset, Document fact) implements CityPack {

        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public List<Document> departments() {
            return List.of(department);
        }

        @Override
        public List<Document> datasets() {
            return List.of(dataset);
        }

        @Override
        public List<Document> facts() {
            return List.of(fact);
        }

        @Override
        public List<PolicyDocument> policies() {
            return List.of();
        }
    }
}
