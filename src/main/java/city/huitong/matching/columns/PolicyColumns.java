package city.huitong.matching.columns;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Expression;
import city.huitong.expression.Missing;
import city.huitong.expression.Node;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import city.huitong.policy.Benefit;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Decides a version of a policy for all rows of a segment, with the same outcomes as {@link city.huitong.policy.PolicyMatcher}: an
 * eligible row of which something is not known that a grant needs, the amount for example, is undetermined.
 */
public final class PolicyColumns {

    private final Segment segment;
    private final Bindings given;
    private final ColumnEvaluator evaluator;

    /** A criterion that is taken to hold for everybody; none: an empty text, which no criterion has as its id. */
    private final String supposed;

    /** Over a segment, on a day, with facts of any age. */
    PolicyColumns(Segment segment, LocalDate asOf) {
        this(segment, day(new Value.Day(asOf)), "");
    }

    private PolicyColumns(Segment segment, Bindings given, String supposed) {
        this.segment = segment;
        this.given = given;
        this.evaluator = new ColumnEvaluator(segment, given);
        this.supposed = supposed;
    }

    /** Over a segment, on a day, as a policy sees it: facts that are too old for it are missing. */
    public static PolicyColumns of(Policy policy, Segment segment, LocalDate asOf) {
        return new PolicyColumns(Freshest.of(segment, asOf, policy.terms().maxAge()), asOf);
    }

    private static Bindings day(Value asOf) {
        return name -> FactVocabulary.AS_OF.equals(name) ? asOf : null;
    }

    /**
     * Who gets something, and of whom it cannot be said.
     *
     * @param eligible rows that are entitled, even if to zero
     * @param undetermined rows for which facts are missing; all others are not entitled
     */
    public record Outcomes(RoaringBitmap eligible, RoaringBitmap undetermined) {}

    /** Decides a version of the policy for these rows. */
    public Outcomes decide(Policy policy, PolicyVersion version, RoaringBitmap rows) {
        var truths = truths(version.eligible(), rows);
        var open = RoaringBitmap.andNot(rows, truths.holds());
        open.andNot(truths.fails());
        var unpaid = new RoaringBitmap();
        policy.needed(version).forEach(each -> unpaid.or(without(each, truths.holds())));
        return unpaid.isEmpty()
                ? new Outcomes(truths.holds(), open)
                : new Outcomes(RoaringBitmap.andNot(truths.holds(), unpaid), RoaringBitmap.or(open, unpaid));
    }

    /**
     * Rows of these that are not entitled, and would be if just this criterion held.
     *
     * @param refused rows that are not eligible
     */
    public RoaringBitmap nearly(PolicyVersion version, String criterion, RoaringBitmap refused) {
        return new PolicyColumns(segment, given, criterion)
                .truths(version.eligible(), refused)
                .holds();
    }

    /** Rows of these of whom a fact is missing. */
    public RoaringBitmap without(String fact, RoaringBitmap rows) {
        var column = segment.column(fact);
        return column == null ? rows : RoaringBitmap.andNot(rows, column.known());
    }

    /** The amounts in fen of rows that are eligible, never negative. */
    public void amounts(Benefit benefit, RoaringBitmap eligible, AmountOfRow found) {
        eligible.forEach((int row) -> {
            var amount = amount(benefit.amount(), row);
            if (amount instanceof Value.Money(long fen)) {
                found.accept(row, Math.max(0, fen));
            }
        });
    }

    /** What one row gets, in fen, never negative; 0 where it cannot be computed. */
    public long amount(Benefit benefit, int row) {
        return amount(benefit.amount(), row) instanceof Value.Money(long fen) ? Math.max(0, fen) : 0;
    }

    /** Takes what a row gets. */
    @FunctionalInterface
    public interface AmountOfRow {

        void accept(int row, long fen);
    }

    /** What a tree of criteria says about these rows. */
    Truths truths(Eligibility tree, RoaringBitmap rows) {
        return switch (tree) {
            case Criterion criterion when criterion.id().equals(supposed) -> new Truths(rows, new RoaringBitmap());
            case Criterion criterion -> evaluator.evaluate(criterion.when().root(), rows);
            case AllOf(var of) -> all(of, rows);
            case AnyOf(var of) -> any(of, rows);
            case NoneOf(var of) -> any(of, rows).negated();
            case AtLeast(var k, var of) -> counted(k, of, rows);
        };
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

    /** Rows of these for which it has no value. Only they are looked at one by one who may be without. */
    private RoaringBitmap without(Expression needed, RoaringBitmap eligible) {
        var without = new RoaringBitmap();
        suspects(needed.root(), eligible).forEach((int row) -> {
            if (amount(needed, row) instanceof Missing) {
                without.add(row);
            }
        });
        return without;
    }

    private RoaringBitmap suspects(Node needed, RoaringBitmap eligible) {
        if (mayFail(needed)) {
            return eligible;
        }
        var suspects = new RoaringBitmap();
        needed.names().stream().filter(FactVocabulary::isFact).forEach(fact -> suspects.or(without(fact, eligible)));
        return suspects;
    }

    /** Whether it can be without a result although all of its facts are there. */
    private static boolean mayFail(Node node) {
        return node instanceof Node.Arithmetic
                || node instanceof Node.Call(var function, var _, var _) && function == Node.Function.ROUND
                || node.children().stream().anyMatch(PolicyColumns::mayFail);
    }

    private Result amount(Expression amount, int row) {
        var facts = segment.facts(row);
        return Evaluator.evaluate(amount.root(), name -> {
            var value = given.value(name);
            return value == null ? facts.value(name) : value;
        });
    }
}
