package city.huitong.matching;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where decisions have their effect. Implemented by the entitlement feature. */
public interface DecisionSink {

    /** Brings what these subjects are entitled to in line with the decisions, and announces what moved. */
    Uni<Void> apply(SqlTx tx, List<SubjectDecision> decisions);
}
