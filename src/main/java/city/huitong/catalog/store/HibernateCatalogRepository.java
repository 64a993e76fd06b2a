package city.huitong.catalog.store;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.CatalogProblem;
import city.huitong.catalog.CatalogQueries;
import city.huitong.catalog.CatalogRepository;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetChange;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.DatasetReader;
import city.huitong.catalog.DatasetSchema;
import city.huitong.catalog.Department;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.OpenEntry;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.TableChange;
import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as entities. Readers of the tables made from it share an advisory lock, who changes it takes the same lock
 * alone: PostgreSQL lets nobody overtake a waiting writer there, which row locks do not promise.
 */
@ApplicationScoped
class HibernateCatalogRepository implements CatalogRepository, CatalogQueries {

    /** Any number that nothing else in this database locks. */
    private static final String LOCK = "7305";

    private static final String REVISION = "select revision from catalog_revision";

    /** What PostgreSQL says of a value that is too long for an index. */
    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";

    private static final String RECORD = """
            insert into dataset_change (dataset, revision, kind, title_zh, title_en, opening, added, widened, levels)
            select :dataset, revision, :kind, :titleZh, :titleEn, :opening, :added, :widened, :levels from catalog_revision""";

    private final UnitOfWork work;
    private final SchemaJson json;
    /** By dataset: reading a schema takes far longer than its row, and few ever change. */
    private final ConcurrentHashMap<String, ReadSchema> schemas = new ConcurrentHashMap<>();

    private record ReadSchema(String text, DatasetSchema schema) {}

    HibernateCatalogRepository(UnitOfWork work, SchemaJson json) {
        this.work = work;
        this.json = json;
    }

    @Override
    public Uni<Catalog> load() {
        return work.onEntities(tx -> read(tx.session()));
    }

    @Override
    public Uni<Long> revision() {
        return work.onRows(tx -> tx.connection()
                .query(REVISION)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    @Override
    public Uni<Long> holdStill(Tx tx) {
        var lock = "select pg_advisory_xact_lock_shared(" + LOCK + ")";
        return switch (tx) {
            case SqlTx(var connection) ->
                connection
                        .query(lock)
                        .execute()
                        .chain(() -> connection.query(REVISION).execute())
                        .map(rows -> rows.iterator().next().getLong(0));
            case EntityTx(var session) -> single(session, lock).chain(() -> revision(session));
        };
    }

    @Override
    public Uni<Catalog> lock(Tx tx) {
        var session = session(tx);
        return single(session, "select pg_advisory_xact_lock(" + LOCK + ")").chain(() -> read(session));
    }

    @Override
    public Uni<Void> save(Tx tx, Department department) {
        var session = session(tx);
        return session.find(DepartmentEntity.class, department.id().value())
                .chain(known -> {
                    if (known == null) {
                        return session.persist(DepartmentEntity.from(department));
                    }
                    known.take(department);
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> announce(session, List.of()));
    }

    @Override
    public Uni<Void> create(Tx tx, Dataset dataset) {
        var session = session(tx);
        return session.persist(DatasetEntity.from(dataset))
                .chain(() -> announce(session, RecordTableDdl.create(dataset)));
    }

    @Override
    public Uni<Void> change(Tx tx, Dataset dataset, List<TableChange> changes) {
        var session = session(tx);
        return session.find(DatasetEntity.class, dataset.id().value()).chain(known -> {
            var statements = new ArrayList<>(RecordTableDdl.change(dataset, changes));
            if (known.opening == OpeningLevel.NONE && dataset.opening() != OpeningLevel.NONE) {
                statements.addAll(RecordTableDdl.open(dataset));
            }
            var before = storedOpen(known, dataset.schema()).foreignKeys();
            if (!before.equals(dataset.open().foreignKeys())) {
                statements.addAll(RecordTableDdl.foreignKeys(dataset, before.size()));
            }
            known.take(dataset);
            return announce(session, statements)
                    .onFailure(HibernateCatalogRepository::isTooLongForIndex)
                    .transform(_ -> keyTooLong());
        });
    }

    private static Problem keyTooLong() {
        return CatalogProblem.DATASET_INVALID
                .because("the records of the dataset cannot be found by a foreign key")
                .with(List.of(new Violation(
                        "/open/foreignKeys",
                        "key-too-long",
                        "some records hold, or held, a text there that is too long for a key")));
    }

    private static boolean isTooLongForIndex(Throwable failure) {
        return failure instanceof JDBCException refused && PROGRAM_LIMIT_EXCEEDED.equals(refused.getSQLState());
    }

    @Override
    public Uni<Void> record(Tx tx, DatasetId dataset, DatasetChange change) {
        return session(tx)
                .createNativeQuery(RECORD)
                .setParameter("dataset", dataset.value())
                .setParameter("kind", change.kind().name())
                .setParameter("titleZh", change.title().zh())
                .setParameter("titleEn", change.title().en())
                .setParameter("opening", change.opening().name())
                .setParameter("added", String.join(" ", change.added()))
                .setParameter("widened", String.join(" ", change.widened()))
                .setParameter("levels", String.join(" ", change.levels()))
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> create(Tx tx, FactDefinition fact) {
        var session = session(tx);
        return session.persist(FactEntity.from(fact))
                .chain(() -> announce(session, List.of(RecordTableDdl.create(fact))));
    }

    @Override
    public Uni<Void> change(Tx tx, FactDefinition fact) {
        var session = session(tx);
        return session.find(FactEntity.class, fact.name().toString())
                .invoke(known -> known.take(fact))
                .chain(() -> announce(session, List.of()));
    }

    /** The last steps of every change, rows before tables. */
    private static Uni<Void> announce(Mutiny.Session session, List<String> statements) {
        return session.flush()
                .chain(() -> execute(session, statements))
                .chain(() -> execute(
                        session,
                        List.of(
                                "update catalog_revision set revision = revision + 1",
                                "notify " + CatalogFollower.CHANNEL)));
    }

    private static Uni<Void> execute(Mutiny.Session session, List<String> statements) {
        return Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUniAndConcatenate(
                        sql -> session.createNativeQuery(sql).executeUpdate())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The revision first: rows may only be newer than it says, and then the next look reads them again. */
    private Uni<Catalog> read(Mutiny.Session session) {
        return revision(session)
                .chain(revision -> session.createQuery("from DepartmentEntity", DepartmentEntity.class)
                        .getResultList()
                        .chain(departments -> datasets(session, revision, departments)));
    }

    private Uni<Catalog> datasets(Mutiny.Session session, long revision, List<DepartmentEntity> departments) {
        return session.createQuery("from DatasetEntity", DatasetEntity.class)
                .getResultList()
                .chain(datasets -> session.createQuery("from FactEntity", FactEntity.class)
                        .getResultList()
                        .map(facts -> catalog(revision, departments, datasets, facts)));
    }

    private Catalog catalog(
            long revision, List<DepartmentEntity> departments, List<DatasetEntity> datasets, List<FactEntity> facts) {
        return Catalog.of(
                revision,
                departments.stream().map(DepartmentEntity::toDomain).toList(),
                datasets.stream().map(this::dataset).toList(),
                facts.stream().map(FactEntity::toDomain).toList());
    }

    private Dataset dataset(DatasetEntity entity) {
        var schema = schemas.compute(entity.id, (_, known) -> read(entity.schemaText, known)).schema;
        return entity.toDomain(schema, storedOpen(entity, schema));
    }

    private OpenEntry storedOpen(DatasetEntity entity, DatasetSchema schema) {
        return DatasetReader.storedOpen(json.tree(entity.openText), schema);
    }

    private ReadSchema read(String text, @Nullable ReadSchema known) {
        return known != null && known.text.equals(text)
                ? known
                : new ReadSchema(text, DatasetReader.stored(json.tree(text)));
    }

    private static Uni<Long> revision(Mutiny.Session session) {
        return session.createNativeQuery(REVISION, Long.class).getSingleResult();
    }

    private static Uni<Void> single(Mutiny.Session session, String sql) {
        // A void result has no type that Hibernate knows.
        return session.createNativeQuery(sql.replace("select ", "select cast(") + " as text)", String.class)
                .getSingleResult()
                .replaceWithVoid();
    }

    private static Mutiny.Session session(Tx tx) {
        return switch (tx) {
            case EntityTx(var session) -> session;
            case SqlTx _ -> throw new IllegalArgumentException("the catalogue is changed as entities");
        };
    }
}
