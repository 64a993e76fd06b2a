package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.audit.store.ADatabase;
import city.huitong.expression.CelOracle;
import city.huitong.expression.Scope;
import city.huitong.expression.Value;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.matching.columns.PolicyInCel;
import city.huitong.matching.columns.Population;
import city.huitong.matching.columns.PublishedCatalogue;
import city.huitong.matching.columns.Segment;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * The hub and others on the same policies and the same subjects. Nobody's time counts before its hits are those of the hub. What is too
 * slow for everybody is measured on fewer; the report says on how many.
 */
class MatchingBench {

    private static final int SUBJECTS = Integer.getInteger("bench.subjects", 1_000_000);
    private static final int POLICIES = Integer.getInteger("bench.policies", 10_000);
    private static final int FEW_SUBJECTS = 100_000;
    private static final int RULES = Integer.getInteger("bench.rules", 1_000);
    private static final int SINGLES = 40;
    private static final int CHANGES = 3_000;

    private final List<String> report = new ArrayList<>();
    private final List<Policy> policies = PublishedCatalogue.policies(POLICIES);

    @Test
    void measures() throws Exception {
        try {
            onePolicyOverEverybody();
            oneSubjectAgainstAllPolicies();
            growth();
        } finally {
            Files.write(Path.of("target/bench-matching.txt"), report);
        }
    }

    private void onePolicyOverEverybody() throws Exception {
        var some = policies.subList(0, SINGLES);
        var hits = inColumns(some);
        var csv = Files.createTempFile("facts", ".csv");
        try {
            write(csv);
            inDuckDb(some, hits, csv);
            inPostgres(some, hits, csv);
        } finally {
            Files.delete(csv);
        }
        var few = some.subList(0, 4);
        var fewHits = few.stream().map(MatchingBench::hitsOfFew).toList();
        oneByOneInCel(few, fewHits);
        oneByOneInDrools(few, fewHits);
    }

    private List<Long> inColumns(List<Policy> some) {
        var segments = segments(SUBJECTS);
        some.forEach(policy -> eligible(segments, policy));
        var hits = new ArrayList<Long>();
        var times = new ArrayList<Double>();
        for (var policy : some) {
            var started = System.nanoTime();
            hits.add(eligible(segments, policy));
            times.add(millis(started));
        }
        say("one policy over %,d subjects, columns, one thread".formatted(SUBJECTS), times);
        return hits;
    }

    private static List<Segment> segments(int subjects) {
        return IntStream.iterate(0, from -> from < subjects, from -> from + Segment.MOST_ROWS)
                .mapToObj(from -> segment(from, Math.min(subjects, from + Segment.MOST_ROWS)))
                .toList();
    }

    private static Segment segment(int from, int to) {
        var builder = new Segment.Builder(Population.FACTS);
        for (int person = from; person < to; person++) {
            builder.add(Population.subject(person), Population.facts(person)::get);
        }
        return builder.build();
    }

    private static long eligible(List<Segment> segments, Policy policy) {
        var version = policy.versions().getFirst();
        return segments.stream()
                .mapToLong(segment -> new PolicyColumns(segment, policy, Population.TODAY)
                        .decide(version, segment.all())
                        .eligible()
                        .getLongCardinality())
                .sum();
    }

    private static void write(Path csv) throws IOException {
        try (var writer = Files.newBufferedWriter(csv)) {
            for (int person = 0; person < SUBJECTS; person++) {
                writer.write(TablePeer.line(person));
            }
        }
    }

    private void inDuckDb(List<Policy> some, List<Long> hits, Path csv) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            var peer = new TablePeer(connection);
            peer.run("set threads = 1");
            peer.run("create table facts (" + TablePeer.COLUMNS + ")");
            peer.run("copy facts from '" + csv + "' (format csv, header false)");
            byTable("DuckDB, one thread", peer, some, hits);
            peer.run("set threads = 2");
            byTable("DuckDB, two threads", peer, some, hits);
        }
    }

    private void inPostgres(List<Policy> some, List<Long> hits, Path csv) throws Exception {
        try (var database = new ADatabase();
                var connection = database.connection();
                var file = Files.newInputStream(csv)) {
            var peer = new TablePeer(connection);
            peer.run("create unlogged table facts (" + TablePeer.COLUMNS + ")");
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy facts from stdin (format csv)", file);
            peer.run("vacuum analyze facts");
            byTable("PostgreSQL, as configured", peer, some, hits);
            peer.run("set max_parallel_workers_per_gather = 0");
            byTable("PostgreSQL, no parallel workers", peer, some, hits);
        }
    }

    private void byTable(String name, TablePeer peer, List<Policy> some, List<Long> hits) throws Exception {
        var times = new ArrayList<Double>();
        for (int i = 0; i < some.size(); i++) {
            var started = System.nanoTime();
            var found = peer.hits(some.get(i));
            times.add(millis(started));
            assertThat(found).as(name).isEqualTo(hits.get(i));
        }
        say("one policy over %,d subjects, %s".formatted(SUBJECTS, name), times);
    }

    private static long hitsOfFew(Policy policy) {
        return IntStream.range(0, FEW_SUBJECTS)
                .filter(person -> isEligible(policy, Population.facts(person)))
                .count();
    }

    private static boolean isEligible(Policy policy, Map<String, Value> facts) {
        return PolicyMatcher.outcome(policy, Population.TODAY, facts::get) == Outcome.ELIGIBLE;
    }

    private void oneByOneInCel(List<Policy> few, List<Long> hits) {
        var people = people(FEW_SUBJECTS);
        var forCel = people.stream().map(MatchingBench::forCel).toList();
        var times = new ArrayList<Double>();
        var matcher = new ArrayList<Double>();
        for (int i = 0; i < few.size(); i++) {
            var policy = few.get(i);
            var condition = condition(policy, PublishedCatalogue.SCOPE);
            var started = System.nanoTime();
            var found = forCel.stream().filter(facts -> holds(condition, facts)).count();
            times.add(millis(started) * SUBJECTS / FEW_SUBJECTS);
            assertThat(found).isEqualTo(hits.get(i));
            started = System.nanoTime();
            found = people.stream().filter(facts -> isEligible(policy, facts)).count();
            matcher.add(millis(started) * SUBJECTS / FEW_SUBJECTS);
            assertThat(found).isEqualTo(hits.get(i));
        }
        var scaled = " (measured on %,d, scaled)".formatted(FEW_SUBJECTS);
        say("one policy over %,d subjects, dev.cel one by one".formatted(SUBJECTS) + scaled, times);
        say("one policy over %,d subjects, the hub's matcher one by one".formatted(SUBJECTS) + scaled, matcher);
    }

    private void oneByOneInDrools(List<Policy> few, List<Long> hits) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < few.size(); i++) {
            var drools = new DroolsPeer(List.of(few.get(i)));
            var people = people(FEW_SUBJECTS).stream().map(drools::subject).toList();
            var started = System.nanoTime();
            var found = people.stream().mapToLong(drools::hits).sum();
            times.add(millis(started) * SUBJECTS / FEW_SUBJECTS);
            assertThat(found).isEqualTo(hits.get(i));
        }
        say(
                "one policy over %,d subjects, Drools one by one (measured on %,d, scaled)"
                        .formatted(SUBJECTS, FEW_SUBJECTS),
                times);
    }

    private static List<Map<String, Value>> people(int howMany) {
        return IntStream.range(0, howMany).mapToObj(Population::facts).toList();
    }

    private static Function<Map<String, Object>, Optional<Boolean>> condition(Policy policy, Scope scope) {
        return CelOracle.condition(
                PolicyInCel.source(policy.versions().getFirst().eligible()), scope);
    }

    /** Facts and the day, as CEL wants them. */
    private static Map<String, Object> forCel(Map<String, Value> facts) {
        var some = new HashMap<>(facts);
        some.put(FactVocabulary.AS_OF, new Value.Day(Population.TODAY));
        return CelOracle.prepared(some);
    }

    private static boolean holds(
            Function<Map<String, Object>, Optional<Boolean>> condition, Map<String, Object> facts) {
        return condition.apply(facts).orElse(false);
    }

    private void oneSubjectAgainstAllPolicies() {
        var people = people(CHANGES);
        var started = System.nanoTime();
        var held = new HeldPolicies(policies, Population.TODAY);
        note("index of %,d policies: built in %.1f ms".formatted(POLICIES, millis(started)));
        var hits = people.stream().map(facts -> eligible(policies, facts)).toList();
        indexed(held, POLICIES, people, hits);
        against(
                "%,d policies, the hub's matcher one by one".formatted(POLICIES),
                people,
                hits,
                1_000,
                facts -> eligible(policies, facts));
        inCel(people, hits);
        inDrools(people);
        explained(people);
    }

    private void inCel(List<Map<String, Value>> people, List<Long> hits) {
        var conditions = policies.stream()
                .map(policy -> condition(policy, PublishedCatalogue.SCOPE))
                .toList();
        var forCel = new IdentityHashMap<Map<String, Value>, Map<String, Object>>();
        people.forEach(facts -> forCel.put(facts, forCel(facts)));
        against(
                "%,d policies, dev.cel one by one".formatted(POLICIES),
                people,
                hits,
                200,
                facts -> conditions.stream()
                        .filter(condition -> holds(condition, forCel.get(facts)))
                        .count());
    }

    private void inDrools(List<Map<String, Value>> people) {
        var some = policies.subList(0, RULES);
        var started = System.nanoTime();
        var drools = new DroolsPeer(some);
        note("Drools, %,d rules: built in %.1f s".formatted(RULES, millis(started) / 1_000));
        var subjects = new IdentityHashMap<Map<String, Value>, Object>();
        people.forEach(facts -> subjects.put(facts, drools.subject(facts)));
        var hits = people.stream().map(facts -> eligible(some, facts)).toList();
        against("%,d policies, Drools".formatted(RULES), people, hits, 500, facts -> drools.hits(subjects.get(facts)));
        indexed(new HeldPolicies(some, Population.TODAY), RULES, people, hits);
    }

    private void indexed(HeldPolicies held, int howMany, List<Map<String, Value>> people, List<Long> hits) {
        against(
                "%,d policies, indexed".formatted(howMany),
                people,
                hits,
                people.size(),
                facts -> held.decide(facts::get, Set.of()).stream()
                        .filter(decision -> decision.outcome() == Outcome.ELIGIBLE)
                        .count());
    }

    private void against(
            String name,
            List<Map<String, Value>> people,
            List<Long> hits,
            int measured,
            Function<Map<String, Value>, Number> ask) {
        people.subList(0, measured).forEach(ask::apply);
        var times = new ArrayList<Double>();
        for (int i = 0; i < measured; i++) {
            var started = System.nanoTime();
            var found = ask.apply(people.get(i));
            times.add(millis(started));
            assertThat(found.longValue()).as(name).isEqualTo(hits.get(i));
        }
        say("one changed subject against " + name, times);
    }

    private static long eligible(List<Policy> some, Map<String, Value> facts) {
        return some.stream().filter(policy -> isEligible(policy, facts)).count();
    }

    private void explained(List<Map<String, Value>> people) {
        var times = new ArrayList<Double>();
        for (int round = 0; round < 2; round++) {
            times.clear();
            for (int i = 0; i < people.size(); i++) {
                var started = System.nanoTime();
                PolicyMatcher.decide(policies.get(i % POLICIES), Population.TODAY, people.get(i)::get);
                times.add(millis(started));
            }
        }
        say("one decision with its reasons", times);
    }

    private void growth() {
        var people = people(1_000);
        for (int howMany : new int[] {100, 1_000, 10_000, 50_000}) {
            var some = PublishedCatalogue.policies(howMany);
            var started = System.nanoTime();
            var held = new HeldPolicies(some, Population.TODAY);
            note("index of %,d policies: built in %.1f ms".formatted(howMany, millis(started)));
            indexed(
                    held,
                    howMany,
                    people,
                    people.stream().map(facts -> eligible(some, facts)).toList());
        }
    }

    private static double millis(long started) {
        return (System.nanoTime() - started) / 1e6;
    }

    /** At once, as a run takes minutes. */
    private void note(String line) {
        report.add(line);
        System.out.println(line);
    }

    private void say(String what, List<Double> times) {
        var sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        note("%s: p50 %.3f ms, p99 %.3f ms, n=%d"
                .formatted(what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.size()));
    }
}
