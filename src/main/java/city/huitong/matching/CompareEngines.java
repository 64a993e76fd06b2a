package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Bindings;
import city.huitong.expression.Value;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.matching.columns.Segment;
import city.huitong.policy.CriteriaInCel;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.GateReport.Parity;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Holds what one version says to made-up subjects, through the matcher for one subject, columns, PostgreSQL and CEL, side by side.
 * Computes; for worker threads.
 */
final class CompareEngines {

    /** A person reads the first few; they have one cause. */
    private static final int TOLD = 5;

    private final Policy policy;
    private final PolicyVersion version;
    private final LocalDate asOf;
    private final List<Map<String, Value>> subjects;
    private final List<String> differences = new ArrayList<>();
    private int eligible;
    private int undetermined;
    private long celAnswers;

    CompareEngines(Policy policy, PolicyVersion version, LocalDate asOf, List<Map<String, Value>> subjects) {
        this.policy = policy;
        this.version = version;
        this.asOf = asOf;
        this.subjects = subjects;
    }

    Parity compare(MadeUpSubjects madeUp, FactVocabulary vocabulary, List<Outcome> inPostgres, long seed) {
        var segment = segment(madeUp);
        var columns = new PolicyColumns(segment, policy, asOf);
        var byColumns = columns.decide(version, segment.all());
        var cel = new CriteriaInCel(policy, version, vocabulary);
        for (int row = 0; row < subjects.size(); row++) {
            compare(row, columns, said(byColumns, row), inPostgres.get(row), cel);
        }
        return new Parity(subjects.size(), seed, eligible, undetermined, celAnswers, differences);
    }

    private void compare(int row, PolicyColumns columns, Outcome byColumns, Outcome bySql, CriteriaInCel cel) {
        Bindings facts = subjects.get(row)::get;
        var decision = PolicyMatcher.decide(policy, asOf, facts);
        var outcome = decision.outcome();
        expect("the matcher without reasons", row, outcome, PolicyMatcher.outcome(policy, asOf, facts));
        expect("columns", row, outcome, byColumns);
        expect("PostgreSQL", row, outcome, bySql);
        if (decision.eligibility() instanceof Eligible yes && yes.amountFen() != columns.amount(version, row)) {
            differ(row, "columns give another amount than the matcher");
        }
        var answers = cel.compare(decision, asOf, facts);
        answers.differing().forEach(criterion -> differ(row, "CEL decides criterion " + criterion + " otherwise"));
        celAnswers += answers.answers();
        eligible += outcome == Outcome.ELIGIBLE ? 1 : 0;
        undetermined += outcome == Outcome.UNDETERMINED ? 1 : 0;
    }

    private void expect(String engine, int row, Outcome expected, Outcome got) {
        if (expected != got) {
            differ(row, "%s says %s, the matcher %s".formatted(engine, got, expected));
        }
    }

    private void differ(int row, String how) {
        if (differences.size() < TOLD) {
            differences.add("on %s, made-up subject %d: %s".formatted(asOf, row, how));
        }
    }

    private static Outcome said(PolicyColumns.Outcomes outcomes, int row) {
        if (outcomes.eligible().contains(row)) {
            return Outcome.ELIGIBLE;
        }
        return outcomes.undetermined().contains(row) ? Outcome.UNDETERMINED : Outcome.NOT_ELIGIBLE;
    }

    private Segment segment(MadeUpSubjects madeUp) {
        var builder = new Segment.Builder(madeUp.types());
        for (int row = 0; row < subjects.size(); row++) {
            builder.add(new SubjectId(new UUID(0, row)), subjects.get(row)::get);
        }
        return builder.build();
    }
}
