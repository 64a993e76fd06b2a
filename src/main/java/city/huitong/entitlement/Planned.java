package city.huitong.entitlement;

import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Suspended;
import city.huitong.matching.SubjectDecision;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a decision is about to lead.
 *
 * @param before how it was; empty where there was nothing
 */
record Planned(Holding holding, SubjectDecision decision, Optional<Entitlement> before, Standing now, Grounds grounds) {

    boolean isGrant() {
        return now instanceof Granted || now instanceof Suspended;
    }

    boolean wasGrant() {
        return before.map(Entitlement::standing)
                .filter(standing -> standing instanceof Granted || standing instanceof Suspended)
                .isPresent();
    }

    LocalDate asOf() {
        return decision.decision().asOf();
    }

    Planned standing(Standing other) {
        return new Planned(holding, decision, before, other, grounds);
    }

    Planned grounds(Grounds other) {
        return new Planned(holding, decision, before, now, other);
    }
}
