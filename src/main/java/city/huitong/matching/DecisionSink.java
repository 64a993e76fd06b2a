package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where decisions have their effect. Implemented by the entitlement feature. */
public interface DecisionSink {

    /** The policies under which these subjects have something, or had: they must be decided even if they cannot concern them any more. */
    Uni<Map<SubjectId, Set<PolicyId>>> standing(SqlTx tx, Collection<SubjectId> subjects);

    /** Brings what these subjects are entitled to in line with the decisions, and announces what moved. */
    Uni<Void> apply(SqlTx tx, List<SubjectDecision> decisions);

    /** Where what these subjects have is not what {@link #apply} would leave. Reads only. */
    Uni<List<Difference>> compare(SqlTx tx, List<SubjectDecision> decisions);

    /**
     * Of the subjects after one, up to another, those for whom {@link #apply} would perhaps change something under a policy. Reads only.
     *
     * @param decisions about the policy alone, of those of the stretch who are eligible or of whom it cannot be known; all others of it are
     *     not eligible
     */
    Uni<Set<SubjectId>> moved(
            SqlTx tx, PolicyId policy, SubjectId after, SubjectId last, List<SubjectDecision> decisions);
}
