package city.huitong.subject.store;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.FactTable;
import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Value;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.subject.FactValues;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads kept facts for matching, and derives sourced ones for people who ask why. */
@ApplicationScoped
class SqlSubjectFacts implements SubjectFacts {

    /** In the order of the shards, so that two matchings cannot block each other. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtext('matching:' || $1), shard) from unnest($2::int[]) as shard";

    /** Shares the lock that writers of a dataset's records have alone, from before they look at the clock until they commit. */
    private static final String HOLD_STILL = """
            select pg_advisory_xact_lock_shared(hashtextextended('records:' || dataset, 0))
            from unnest($1::text[]) as dataset""";

    /** Subjects with facts who were known at a time. */
    private static final String KNOWN_BY = """
             p join subject s on s.id = p._subject and s.enrolled_at <= $2 where p._subject > $1
            order by p._subject limit $3""";

    private final Pool pool;
    private final CurrentCatalog catalog;

    SqlSubjectFacts(Pool pool, CurrentCatalog catalog) {
        this.pool = pool;
        this.catalog = catalog;
    }

    /**
     * Two statements: the second one's snapshot begins when the locks are held, so it sees what others have just committed.
     * Locked are shards, not rows: a row's lock is a write to the row, and would hold up ingest, too.
     */
    @Override
    public Uni<List<FactValues>> locked(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects) {
        return lock(tx, kind, subjects).chain(() -> now(tx, kind, subjects));
    }

    @Override
    public Uni<List<FactValues>> locked(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, Set<String> names) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return lock(tx, kind, subjects)
                .chain(() -> load(
                        tx,
                        kind,
                        fact -> isNamed(fact, names),
                        "where p._subject = any($1) order by p._subject",
                        Tuple.of(ids)));
    }

    @Override
    public Uni<Void> lock(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects) {
        var shards = subjects.stream()
                .map(subject -> (int) subject.shard())
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
        return tx.connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(kind.word(), shards))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<FactValues>> now(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return load(tx, kind, "where p._subject = any($1)", Tuple.of(ids));
    }

    @Override
    public Uni<List<FactValues>> next(
            SqlTx tx, SubjectKind kind, ShardRange shards, Optional<SubjectId> after, int limit) {
        return load(
                tx,
                kind,
                "where p._subject > $1 and p._subject <= $2 order by p._subject limit $3",
                stretch(shards, after, limit));
    }

    @Override
    public Uni<List<SubjectId>> nextSubjects(
            SubjectKind kind, ShardRange shards, Optional<SubjectId> after, int limit) {
        var sql = "select _subject from " + new FactTable(kind).table()
                + " where _subject > $1 and _subject <= $2 order by _subject limit $3";
        return pool.preparedQuery(sql).execute(stretch(shards, after, limit)).map(SqlSubjectFacts::subjects);
    }

    /** The lowest pseudonym is nobody's: pseudonyms are UUIDs of version 8. */
    private static Tuple stretch(ShardRange shards, Optional<SubjectId> after, int limit) {
        return Tuple.of(after.map(SubjectId::value).orElseGet(shards::lowest), shards.highest(), limit);
    }

    @Override
    public Uni<Set<SubjectId>> changedSince(SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, Instant since) {
        var changed = joinsHouseholds(kind) ? "greatest(p._changed_at, h._changed_at)" : "p._changed_at";
        var sql = "select p._subject" + from(kind, joinsHouseholds(kind)) + "where p._subject = any($1) and " + changed
                + " >= $2";
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(sql)
                .execute(Tuple.of(ids, since.atOffset(ZoneOffset.UTC)))
                .map(rows -> Set.copyOf(subjects(rows)));
    }

    @Override
    public Uni<List<SubjectId>> changedSince(
            SqlTx tx, SubjectKind kind, SubjectId after, SubjectId last, Instant since, boolean withHouseholds) {
        var joins = withHouseholds && joinsHouseholds(kind);
        var changed = joins ? "greatest(p._changed_at, h._changed_at)" : "p._changed_at";
        var sql = "select p._subject" + from(kind, joins) + "where p._subject > $1 and p._subject <= $2 and " + changed
                + " >= $3 order by p._subject";
        return tx.connection()
                .preparedQuery(sql)
                .execute(Tuple.of(after.value(), last.value(), since.atOffset(ZoneOffset.UTC)))
                .map(SqlSubjectFacts::subjects);
    }

    @Override
    public Uni<Long> count(SubjectKind kind) {
        return pool.preparedQuery("select count(*) from " + new FactTable(kind).table())
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<List<SubjectId>> members(Collection<SubjectId> households) {
        if (!linksHouseholds() || households.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var people = new FactTable(SubjectKind.PERSON);
        var sql = "select _subject from " + people.table() + " where " + people.column(FactName.HOUSEHOLD_OF_PERSON)
                + " = any($1)";
        var ids = households.stream().map(SubjectId::value).toArray(UUID[]::new);
        return pool.preparedQuery(sql).execute(Tuple.of(ids)).map(SqlSubjectFacts::subjects);
    }

    /** The household is found by a fact of the person, which is read for that, and given only to who may see it. */
    @Override
    public Uni<List<SourcedFact>> sourced(
            SqlTx tx, SubjectKind kind, SubjectId subject, Set<String> names, Moment moment) {
        var shared = kind == SubjectKind.PERSON ? named(SubjectKind.HOUSEHOLD, names) : List.<FactDefinition>of();
        var own = shared.isEmpty() ? named(kind, names) : withHousehold(named(kind, names));
        return byDataset(tx, own, subject, moment)
                .chain(facts -> household(facts)
                        .map(household ->
                                byDataset(tx, shared, household, moment).map(more -> joined(facts, more)))
                        .orElse(Uni.createFrom().item(facts)))
                .map(facts -> facts.stream()
                        .filter(fact -> isNamed(fact.definition(), names))
                        .toList());
    }

    @Override
    public Uni<Void> holdStill(SqlTx tx, Set<String> names) {
        var datasets = Stream.concat(names.stream(), Stream.of(FactName.HOUSEHOLD_OF_PERSON.toString()))
                .flatMap(name -> catalog.get().fact(name).stream())
                .map(fact -> fact.dataset().value())
                .distinct()
                .sorted()
                .toArray(String[]::new);
        return tx.connection()
                .preparedQuery(HOLD_STILL)
                .execute(Tuple.of(datasets))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<FactValues>> knownThen(
            SqlTx tx, SubjectKind kind, Set<String> names, Moment moment, Optional<SubjectId> after, int limit) {
        var ofHousehold = kind == SubjectKind.PERSON ? named(SubjectKind.HOUSEHOLD, names) : List.<FactDefinition>of();
        var own = ofHousehold.isEmpty() ? named(kind, names) : withHousehold(named(kind, names));
        var last = after.map(SubjectId::value).orElse(new UUID(0, 0));
        var time = moment.knownAt().orElseThrow().atOffset(ZoneOffset.UTC);
        var page = new PastFacts(catalog.get(), moment);
        return tx.connection()
                .preparedQuery("select p._subject from " + new FactTable(kind).table() + KNOWN_BY)
                .execute(Tuple.of(last, time, limit))
                .map(SqlSubjectFacts::subjects)
                .chain(subjects -> page.read(tx, own, subjects)
                        .chain(values -> page.withHouseholds(tx, ofHousehold, values))
                        .map(values -> page.of(subjects, values)));
    }

    private List<FactDefinition> named(SubjectKind kind, Set<String> names) {
        return catalog.get().facts(kind).stream()
                .filter(fact -> isNamed(fact, names))
                .toList();
    }

    private static boolean isNamed(FactDefinition fact, Set<String> names) {
        return names.contains(fact.name().toString());
    }

    private List<FactDefinition> withHousehold(List<FactDefinition> facts) {
        return Stream.concat(facts.stream(), catalog.get().fact(FactName.HOUSEHOLD_OF_PERSON).stream())
                .distinct()
                .toList();
    }

    /** One dataset after the other: each has a statement of its own. */
    private Uni<List<SourcedFact>> byDataset(SqlTx tx, List<FactDefinition> facts, SubjectId subject, Moment moment) {
        var byDataset = facts.stream()
                .collect(Collectors.groupingBy(FactDefinition::dataset, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byDataset.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry ->
                        sourced(tx, catalog.get().requireDataset(entry.getKey()), entry.getValue(), subject, moment))
                .onItem()
                .<SourcedFact>disjoint()
                .collect()
                .asList();
    }

    private static Uni<List<SourcedFact>> sourced(
            SqlTx tx, Dataset dataset, List<FactDefinition> facts, SubjectId subject, Moment moment) {
        var sql = FactSql.explain(dataset, facts, subject, moment);
        return tx.connection()
                .preparedQuery(sql.text())
                .execute(Parameters.tuple(sql.parameters()))
                .map(rows -> rows.iterator().next())
                .map(row -> facts.stream().map(fact -> sourced(fact, row)).toList());
    }

    private static SourcedFact sourced(FactDefinition fact, Row row) {
        var value = FactRows.value(fact, row, row.getColumnIndex(fact.name().property()));
        return new SourcedFact(
                fact,
                value,
                value.isEmpty() && row.getBoolean(FactSql.sourceName(fact, "disputed")),
                Optional.ofNullable(row.getOffsetDateTime(FactSql.sourceName(fact, "at")))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString(FactSql.sourceName(fact, "record")))
                        .map(key -> fact.dataset() + ":" + key),
                Optional.ofNullable(row.getString(FactSql.sourceName(fact, "hash"))));
    }

    private static Optional<SubjectId> household(List<SourcedFact> facts) {
        return facts.stream()
                .filter(fact -> fact.definition().name().equals(FactName.HOUSEHOLD_OF_PERSON))
                .flatMap(fact -> fact.value().stream())
                .map(value -> new SubjectId(UUID.fromString(((Value.Text) value).value())))
                .findFirst();
    }

    private Uni<List<FactValues>> load(SqlTx tx, SubjectKind kind, String which, Tuple parameters) {
        return load(tx, kind, _ -> true, which, parameters);
    }

    /** A household's facts are read with the fact that links to it. */
    private Uni<List<FactValues>> load(
            SqlTx tx, SubjectKind kind, Predicate<FactDefinition> wanted, String which, Tuple parameters) {
        var households = joinsHouseholds(kind) ? wanted(SubjectKind.HOUSEHOLD, wanted) : List.<FactDefinition>of();
        var some = wanted(kind, wanted);
        var own = households.isEmpty() ? some : withHousehold(some);
        var household = households.isEmpty() ? ", null::uuid" : ", h._subject";
        var sql = "select p._subject" + household + columns("p", own) + columns("h", households)
                + from(kind, !households.isEmpty()) + which;
        var reader = new FactRowReader(own, households, catalog.get().unsharedFacts());
        return tx.connection()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(reader::values).toList());
    }

    private List<FactDefinition> wanted(SubjectKind kind, Predicate<FactDefinition> wanted) {
        return catalog.get().facts(kind).stream().filter(wanted).toList();
    }

    private boolean joinsHouseholds(SubjectKind kind) {
        return kind == SubjectKind.PERSON && linksHouseholds();
    }

    private boolean linksHouseholds() {
        return catalog.get().fact(FactName.HOUSEHOLD_OF_PERSON).isPresent();
    }

    private static String from(SubjectKind kind, boolean withHouseholds) {
        var table = new FactTable(kind);
        var join = withHouseholds
                ? " left join " + new FactTable(SubjectKind.HOUSEHOLD).table() + " h on h._subject = p."
                        + table.column(FactName.HOUSEHOLD_OF_PERSON)
                : "";
        return " from " + table.table() + " p" + join + " ";
    }

    private static String columns(String alias, List<FactDefinition> facts) {
        return facts.stream()
                .map(fact -> ", " + alias + "." + new FactTable(fact.name().kind()).column(fact.name()))
                .collect(Collectors.joining());
    }

    private static List<SubjectId> subjects(RowSet<Row> rows) {
        return rows.stream().map(row -> new SubjectId(row.getUUID("_subject"))).toList();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
