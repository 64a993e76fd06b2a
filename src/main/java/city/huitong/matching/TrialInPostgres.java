package city.huitong.matching;

import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Lets the database decide made-up subjects. Nothing is stored. */
public interface TrialInPostgres {

    /**
     * The outcomes in the order of the subjects.
     *
     * @param types the facts they can have
     */
    Uni<List<Outcome>> outcomes(
            Policy policy,
            PolicyVersion version,
            LocalDate asOf,
            Map<String, ValueType> types,
            List<Map<String, Value>> subjects);
}
