package city.huitong.policy;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;

/** Tries a policy that is not law. Implemented by {@code matching}, which has the engines and everybody's facts. */
public interface PolicyTrial {

    /**
     * Lets every engine decide made-up subjects.
     *
     * @param seed from which the subjects are made
     */
    Uni<GateReport.Parity> parity(Policy policy, FactVocabulary vocabulary, long seed);

    /**
     * Counts who would be treated differently. Needs the caller's legal basis for policy matching, and writes that into the trail; says
     * why where it cannot count.
     *
     * @param law what is law now; a policy without versions where none is
     * @param document what the proposed policy was read from
     */
    Uni<GateReport.Effect> effect(Policy law, Policy proposed, PolicyDocument document, LocalDate asOf);
}
