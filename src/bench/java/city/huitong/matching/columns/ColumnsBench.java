package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.expression.Evaluator;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Node;
import city.huitong.expression.Value;
import city.huitong.policy.Eligibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Figures of the columns: memory, one policy over everybody, all policies over everybody. */
class ColumnsBench {

    private static final int SUBJECTS = Integer.getInteger("bench.subjects", 1_000_000);
    private static final int POLICIES = Integer.getInteger("bench.policies", 10_000);
    private static final int SINGLES = 200;
    private static final int WORKERS = Integer.getInteger("bench.workers", 2);

    private final List<String> report = new ArrayList<>();

    @Test
    void measures() throws Exception {
        var segments = build();
        var policies = new Catalogue().policies(POLICIES);
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            all(workers, segments, policies.subList(0, Math.min(POLICIES, 500)));
            single(segments, policies);
            severalFacts(segments);
            var started = System.nanoTime();
            var hits = all(workers, segments, policies);
            report.add("%,d policies x %,d subjects on %d workers: %.1f s, %,d hits"
                    .formatted(POLICIES, SUBJECTS, WORKERS, seconds(started), hits));
        }
        Files.write(Path.of("target/bench-columns.txt"), report);
        report.forEach(System.out::println);
    }

    private List<Segment> build() {
        var started = System.nanoTime();
        var segments = new ArrayList<Segment>();
        for (int from = 0; from < SUBJECTS; from += Segment.MOST_ROWS) {
            var builder = new Segment.Builder(Population.FACTS);
            for (int person = from; person < Math.min(SUBJECTS, from + Segment.MOST_ROWS); person++) {
                var facts = Population.facts(person);
                builder.add(Population.subject(person), facts::get);
            }
            segments.add(builder.build());
        }
        var bytes = segments.stream().mapToLong(Segment::bytes).sum();
        report.add("%,d subjects, %d facts: %.1f MB of columns, made in %.1f s"
                .formatted(SUBJECTS, Population.FACTS.size(), bytes / 1e6, seconds(started)));
        return segments;
    }

    /** One policy after the other over everybody, with the difference to the one before as who gains and who loses. */
    private void single(List<Segment> segments, List<Eligibility> policies) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < SINGLES; i++) {
            var started = System.nanoTime();
            for (var segment : segments) {
                var columns = new PolicyColumns(segment, Catalogue.POLICY, Population.TODAY);
                var before = columns.truths(policies.get(i), segment.all()).holds();
                var after = columns.truths(policies.get(i + 1), segment.all()).holds();
                RoaringBitmap.andNotCardinality(after, before);
                RoaringBitmap.andNotCardinality(before, after);
            }
            times.add(seconds(started) * 1_000);
        }
        Collections.sort(times);
        report.add(
                "two versions of a policy over everybody, with who gains and loses, one thread: p50 %.1f ms, p99 %.1f ms"
                        .formatted(times.get(SINGLES / 2), times.get(SINGLES * 99 / 100)));
    }

    /** A calculation with three facts, in blocks, and as it was before there were any. */
    private void severalFacts(List<Segment> segments) {
        var condition = new ExpressionCompiler()
                .compile("person.sum0 * person.count0 / 100 <= person.sum1 - yuan(1000)", PublishedCatalogue.SCOPE)
                .root();
        var inBlocks = new ArrayList<Double>();
        var byRow = new ArrayList<Double>();
        for (int i = 0; i < 10; i++) {
            var started = System.nanoTime();
            var hits = segments.stream()
                    .mapToLong(segment -> inBlocks(condition, segment))
                    .sum();
            inBlocks.add(seconds(started) * 1_000);
            started = System.nanoTime();
            assertThat(segments.stream()
                            .mapToLong(segment -> byRow(condition, segment))
                            .sum())
                    .isEqualTo(hits);
            byRow.add(seconds(started) * 1_000);
        }
        Collections.sort(inBlocks);
        Collections.sort(byRow);
        report.add(
                "a calculation with three facts of everybody, one thread: in blocks p50 %.1f ms, row by row p50 %.1f ms"
                        .formatted(inBlocks.get(5), byRow.get(5)));
    }

    private static long inBlocks(Node condition, Segment segment) {
        return new ColumnEvaluator(segment, _ -> null)
                .evaluate(condition, segment.all())
                .holds()
                .getLongCardinality();
    }

    private static long byRow(Node condition, Segment segment) {
        var holds = new RoaringBitmap();
        segment.all().forEach((int row) -> {
            if (Evaluator.evaluate(condition, segment.facts(row)).equals(Value.Bool.TRUE)) {
                holds.add(row);
            }
        });
        return holds.getLongCardinality();
    }

    private static long all(ExecutorService workers, List<Segment> segments, List<Eligibility> policies)
            throws Exception {
        var tasks = segments.stream()
                .<Callable<Long>>map(segment -> () -> hits(segment, policies))
                .toList();
        long hits = 0;
        for (var done : workers.invokeAll(tasks)) {
            hits += done.get();
        }
        return hits;
    }

    private static long hits(Segment segment, List<Eligibility> policies) {
        var columns = new PolicyColumns(segment, Catalogue.POLICY, Population.TODAY);
        return policies.stream()
                .mapToLong(
                        policy -> columns.truths(policy, segment.all()).holds().getLongCardinality())
                .sum();
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
