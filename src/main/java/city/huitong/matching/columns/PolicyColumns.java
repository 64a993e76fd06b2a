package city.huitong.matching.columns;

import city.huitong.expression.Expression;
import city.huitong.expression.Node;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Terms.Freshness;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/**
 * Decides a version of a policy for all rows of a segment, with the same outcomes as {@link city.huitong.policy.PolicyMatcher}: an
 * eligible row whose amount cannot be computed is undetermined.
 */
public final class PolicyColumns {

    private final Segment segment;
    private final Policy policy;
    private final LocalDate asOf;

    /** The same without facts that are too old for the policy. */
    private final Segment fresh;

    private final ColumnEvaluator evaluator;

    /** A criterion that is taken to come out otherwise; none: an empty text, which no criterion has as its id. */
    private final String turned;

    /** Over a segment, on a day. */
    public PolicyColumns(Segment segment, Policy policy, LocalDate asOf) {
        this(segment, policy, asOf, fresh(segment, asOf, policy.terms().maxAge()), "");
    }

    private PolicyColumns(Segment segment, Policy policy, LocalDate asOf, Segment fresh, String turned) {
        var day = new Value.Day(asOf);
        this.segment = segment;
        this.policy = policy;
        this.asOf = asOf;
        this.fresh = fresh;
        this.evaluator = new ColumnEvaluator(fresh, name -> FactVocabulary.AS_OF.equals(name) ? day : null);
        this.turned = turned;
    }

    private static Segment fresh(Segment segment, LocalDate asOf, Map<String, Freshness> maxAge) {
        var fresh = segment;
        for (var limit : maxAge.entrySet()) {
            fresh = fresh.with(limit.getKey(), since(segment, limit.getValue(), asOf));
        }
        return fresh;
    }

    /** Rows whose fact is dated, and young enough. */
    private static RoaringBitmap since(Segment segment, Freshness limit, LocalDate asOf) {
        var oldest = new Constant(new Value.Day(asOf.minusDays(limit.days())));
        var dated = new Variable(limit.on(), ValueType.DATE);
        return new ColumnEvaluator(segment, _ -> null)
                .evaluate(new Comparison(Relation.GREATER_OR_EQUAL, dated, oldest), segment.all())
                .holds();
    }

    /**
     * Who gets something, and of whom it cannot be said.
     *
     * @param eligible rows that are entitled, even if to zero
     * @param undetermined rows for which facts are missing; all others are not entitled
     */
    public record Outcomes(RoaringBitmap eligible, RoaringBitmap undetermined) {}

    /** Decides it for these rows. */
    public Outcomes decide(PolicyVersion version, RoaringBitmap rows) {
        var truths = truths(version.eligible(), rows);
        var open = RoaringBitmap.andNot(rows, truths.holds());
        open.andNot(truths.fails());
        var unpaid = withoutAmount(version, truths.holds());
        return unpaid.isEmpty()
                ? new Outcomes(truths.holds(), open)
                : new Outcomes(RoaringBitmap.andNot(truths.holds(), unpaid), RoaringBitmap.or(open, unpaid));
    }

    /**
     * Rows of these that are not entitled, and would be if just this criterion came out otherwise: held, or under {@code none} did not.
     *
     * @param refused rows that are not eligible
     */
    public RoaringBitmap nearly(PolicyVersion version, String criterion, RoaringBitmap refused) {
        return new PolicyColumns(segment, policy, asOf, fresh, criterion)
                .truths(version.eligible(), refused)
                .holds();
    }

    /** Rows of these of whom a fact is missing, or too old. */
    public RoaringBitmap without(String fact, RoaringBitmap rows) {
        var column = fresh.column(fact);
        return column == null ? rows : RoaringBitmap.andNot(rows, column.known());
    }

    /** What an eligible row gets, in fen a period, never negative. */
    public long amount(PolicyVersion version, int row) {
        return due(version, row).orElse(0);
    }

    /** What a tree of criteria says about these rows. */
    Truths truths(Eligibility tree, RoaringBitmap rows) {
        return switch (tree) {
            case Criterion criterion -> truths(criterion, rows);
            case AllOf(var of) -> all(of, rows);
            case AnyOf(var of) -> any(of, rows);
            case NoneOf(var of) -> any(of, rows).negated();
            case AtLeast(var k, var of) -> counted(k, of, rows);
        };
    }

    private Truths truths(Criterion criterion, RoaringBitmap rows) {
        var truths = evaluator.evaluate(criterion.when().root(), rows);
        return criterion.id().equals(turned) ? truths.negated() : truths;
    }

    private Truths all(List<Eligibility> parts, RoaringBitmap rows) {
        var left = rows.clone();
        var holds = rows.clone();
        for (var part : parts) {
            var truths = truths(part, left);
            left.andNot(truths.fails());
            holds.and(truths.holds());
        }
        return new Truths(holds, RoaringBitmap.andNot(rows, left));
    }

    private Truths any(List<Eligibility> parts, RoaringBitmap rows) {
        var left = rows.clone();
        var fails = rows.clone();
        for (var part : parts) {
            var truths = truths(part, left);
            left.andNot(truths.holds());
            fails.and(truths.fails());
        }
        return new Truths(RoaringBitmap.andNot(rows, left), fails);
    }

    /** It fails where so many parts fail that too few are left. */
    private Truths counted(int k, List<Eligibility> parts, RoaringBitmap rows) {
        var truths = parts.stream().map(part -> truths(part, rows)).toList();
        var holds = atLeast(k, truths.stream().map(Truths::holds).toList());
        var fails =
                atLeast(parts.size() - k + 1, truths.stream().map(Truths::fails).toList());
        return new Truths(holds, fails);
    }

    /** The rows that are in at least so many of the sets. */
    private static RoaringBitmap atLeast(int k, List<RoaringBitmap> sets) {
        var reached = new ArrayList<RoaringBitmap>();
        for (int i = 0; i < k; i++) {
            reached.add(new RoaringBitmap());
        }
        for (var set : sets) {
            for (int i = k - 1; i > 0; i--) {
                reached.get(i).or(RoaringBitmap.and(reached.get(i - 1), set));
            }
            reached.getFirst().or(set);
        }
        return reached.getLast();
    }

    private RoaringBitmap withoutAmount(PolicyVersion version, RoaringBitmap eligible) {
        var without = new RoaringBitmap();
        suspects(version, eligible).forEach((int row) -> {
            if (due(version, row).isEmpty()) {
                without.add(row);
            }
        });
        return without;
    }

    /** Only they are looked at one by one who may be without. */
    private RoaringBitmap suspects(PolicyVersion version, RoaringBitmap eligible) {
        var needed = policy.needed(version).map(Expression::root).toList();
        if (needed.stream().anyMatch(PolicyColumns::mayFail)) {
            return eligible;
        }
        var suspects = new RoaringBitmap();
        needed.stream()
                .flatMap(node -> node.names().stream())
                .filter(FactVocabulary::isFact)
                .forEach(fact -> suspects.or(without(fact, eligible)));
        return suspects;
    }

    /** Whether it can be without a result although all of its facts are there. */
    private static boolean mayFail(Node node) {
        return node instanceof Node.Arithmetic
                || node instanceof Node.Call(var function, var _, var _) && function == Node.Function.ROUND
                || node.children().stream().anyMatch(PolicyColumns::mayFail);
    }

    private OptionalLong due(PolicyVersion version, int row) {
        return PolicyMatcher.due(policy, version, asOf, segment.facts(row));
    }
}
