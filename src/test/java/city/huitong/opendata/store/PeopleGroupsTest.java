package city.huitong.opendata.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.DatasetReader;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.GroupReader;
import city.huitong.opendata.GroupText;
import city.huitong.opendata.OpenDataset;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Somebody asks for all groups of people there are, and takes their differences, to find out about those who are not told of. */
class PeopleGroupsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> FIELDS = List.of("a", "b", "c");
    private static final int BLUR = 4;
    private static final String RESIDENTS = """
            id: residents
            department: public-security
            title: {zh: 居民, en: Residents}
            key: [number]
            subject: {kind: person, field: number}
            sharing: unconditional
            opening: unconditional
            open: {licence: 'https://creativecommons.org/licenses/by/4.0/', frequency: daily, anonymity: {k: 3, of: [a, b, c]}}
            source: pushed
            schema:
              type: object
              additionalProperties: false
              required: [number]
              properties:
                number: {type: string, format: citizen-number}
                a: {type: string}
                b: {type: string}
                c: {type: string}
                twin: {type: string}
                income: {type: number, format: money}
            """;

    private static @Nullable EmbeddedPostgres server;
    private static @Nullable Vertx vertx;
    private static @Nullable Pool pool;
    private static @Nullable OpenDataset residents;

    /** @param of the value of each field of {@link #FIELDS} */
    private record Person(UUID number, Map<String, String> of, long income) {}

    /** What is told of a group. */
    private record Told(long count, double income) {}

    @BeforeContainer
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
        vertx = Vertx.vertx();
        pool = Pool.newInstance(PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(
                        "postgresql://postgres:postgres@localhost:%d/postgres".formatted(server.getPort())))
                .using(vertx.getDelegate())
                .build());
        execute("create schema records");
        execute(
                "create table dataset_head (dataset text, version bigint, recorded_at timestamptz, rows bigint, noise uuid)");
        execute("create table records.residents (number uuid, a text, b text, c text, twin text, income bigint,"
                + " _withdrawn boolean not null default false)");
        residents = OpenDataset.of(
                new DatasetReader(_ -> List.of())
                        .read(YAMLMapper.builder()
                                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                                .build()
                                .readValue(RESIDENTS, Object.class)),
                false);
    }

    @AfterContainer
    static void stop() throws IOException {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        server.close();
    }

    @Property(tries = 15)
    void differencesDoNotTellOfThoseWhoAreNotToldOf(
            @ForAll long seed, @ForAll @IntRange(min = 40, max = 400) int size) {
        var people = publish(new Random(seed), size);
        var hidden = 0;
        var close = 0;
        var pinned = 0;
        var candidates = new HashMap<Set<UUID>, long[]>();
        for (var coarse : subsets()) {
            var shown = ask(coarse);
            for (var fine : subsets()) {
                if (fine.size() <= coarse.size() || !fine.containsAll(coarse)) {
                    continue;
                }
                var parts = ask(fine);
                for (var group : shown.entrySet()) {
                    var rest = people.stream()
                            .filter(person -> values(person, coarse).equals(group.getKey()))
                            .filter(person -> !parts.containsKey(values(person, fine)))
                            .toList();
                    if (rest.isEmpty() || rest.size() >= GroupQuery.SMALLEST_GROUP) {
                        continue;
                    }
                    var visible = parts.entrySet().stream()
                            .filter(part -> project(part.getKey(), fine, coarse).equals(group.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
                    var count = group.getValue().count()
                            - visible.stream().mapToLong(Told::count).sum();
                    var income = group.getValue().income()
                            - visible.stream().mapToDouble(Told::income).sum();
                    var truth = rest.stream().mapToDouble(Person::income).sum();
                    hidden++;
                    close += Math.abs(income - truth) < truth / 10 ? 1 : 0;
                    var reach = (long) BLUR * (visible.size() + 1);
                    var bounds = candidates.computeIfAbsent(
                            rest.stream().map(Person::number).collect(toSet()),
                            _ -> new long[] {0, GroupQuery.SMALLEST_GROUP - 1L});
                    bounds[0] = Math.max(bounds[0], count - reach);
                    bounds[1] = Math.min(bounds[1], count + reach);
                    assertThat(rest.size()).isBetween((int) bounds[0], (int) bounds[1]);
                }
            }
        }
        for (var bounds : candidates.values()) {
            pinned += bounds[0] == bounds[1] ? 1 : 0;
        }
        assertThat(pinned).as("of %s", candidates.size()).isLessThanOrEqualTo(candidates.size() / 20);
        assertThat(close).as("of %s", hidden).isLessThanOrEqualTo(2 + hidden / 4);
    }

    @Property(tries = 10)
    void whatIsToldIsNearTheTruth(@ForAll long seed, @ForAll @IntRange(min = 40, max = 400) int size) {
        var people = publish(new Random(seed), size);
        for (var by : subsets()) {
            var told = ask(by);
            var groups = people.stream().collect(groupingBy(person -> values(person, by)));
            groups.forEach((group, members) -> {
                if (members.size() < GroupQuery.SMALLEST_GROUP) {
                    assertThat(told).doesNotContainKey(group);
                    return;
                }
                var sum = members.stream().mapToDouble(Person::income).sum();
                var most = members.stream().mapToDouble(Person::income).max().orElseThrow();
                assertThat(told.get(group).count() % 5).isZero();
                assertThat(told.get(group).count()).isBetween(members.size() - 4L, members.size() + 4L);
                assertThat(told.get(group).income()).isBetween(sum - 2.5 * most - 1, sum + 2.5 * most + 1);
            });
        }
    }

    @Property(tries = 5)
    void theSamePeopleAreToldOfAlikeByWhateverName(@ForAll long seed) {
        publish(new Random(seed), 200);

        var one = ask(List.of("a"));
        var other = ask(List.of("a", "twin"));
        other.forEach((group, told) -> assertThat(told).isEqualTo(one.get(List.of(group.getFirst()))));
        assertThat(ask(List.of("a"))).isEqualTo(one);
    }

    private static List<Person> publish(Random random, int size) {
        execute("truncate records.residents");
        execute("truncate dataset_head");
        execute("insert into dataset_head values ('residents', 1, now(), %d, '%s')".formatted(size, uuid(random)));
        var people = IntStream.range(0, size)
                .mapToObj(i -> new Person(
                        uuid(random),
                        Map.of("a", rare(random, 3), "b", rare(random, 4), "c", rare(random, 5)),
                        Math.round(Math.exp(8 + 2 * random.nextGaussian()))))
                .toList();
        var rows = people.stream()
                .map(each -> Tuple.of(
                        each.number(),
                        each.of().get("a"),
                        each.of().get("b"),
                        each.of().get("c"),
                        each.of().get("a"),
                        each.income() * 100))
                .toList();
        pool.preparedQuery("insert into records.residents values ($1, $2, $3, $4, $5, $6)")
                .executeBatch(rows)
                .await()
                .atMost(PATIENCE);
        return people;
    }

    /** Some values have many people, some have one. */
    private static String rare(Random random, int values) {
        return "v" + Math.min(values - 1, (int) Math.floor(-Math.log(random.nextDouble()) * values / 3));
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static List<List<String>> subsets() {
        return IntStream.range(0, 1 << FIELDS.size())
                .mapToObj(bits -> IntStream.range(0, FIELDS.size())
                        .filter(i -> (bits & 1 << i) != 0)
                        .mapToObj(FIELDS::get)
                        .toList())
                .sorted(Comparator.comparingInt(List::size))
                .toList();
    }

    private static List<String> values(Person person, List<String> by) {
        return by.stream().map(person.of()::get).toList();
    }

    private static List<String> project(List<String> group, List<String> from, List<String> to) {
        return to.stream().map(field -> group.get(from.indexOf(field))).toList();
    }

    private static Map<List<String>, Told> ask(List<String> by) {
        var query = GroupReader.groups(
                residents,
                GroupText.of(by.isEmpty() ? null : String.join(",", by), "count,sum(income)", null, null, "1000"));
        var statement = QuerySql.latest(query, ZONE, Optional.empty());
        var told = new HashMap<List<String>, Told>();
        rows(pool.preparedQuery(statement.text())
                        .execute(statement.tuple())
                        .await()
                        .atMost(PATIENCE))
                .stream()
                .filter(row -> row.getValue(QuerySql.VERSION_COLUMNS) != null)
                .forEach(row -> told.put(group(row, by.size()), told(row, by.size())));
        return told;
    }

    private static List<String> group(Row row, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> row.getString(QuerySql.VERSION_COLUMNS + 1 + i))
                .toList();
    }

    private static Told told(Row row, int by) {
        var first = QuerySql.VERSION_COLUMNS + 1 + by;
        return new Told(row.getLong(first), row.getBigDecimal(first + 1).doubleValue());
    }

    private static List<Row> rows(RowSet<Row> rows) {
        return new ArrayList<>(StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static void execute(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
