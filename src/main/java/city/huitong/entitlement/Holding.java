package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.policy.PolicyId;

/** Whose entitlement to what. */
public record Holding(PolicyId policy, SubjectId subject) {

    public static Holding of(Entitlement entitlement) {
        return new Holding(entitlement.policy(), entitlement.subject());
    }
}
