package city.huitong.policy;

import java.util.List;
import java.util.Map;

/**
 * A policy as written, with its golden cases: trees of maps, lists and scalars as any YAML or JSON reader yields them.
 *
 * <p>The trees are brought into one form, so that it does not matter which reader was used: numbers become
 * {@link java.math.BigDecimal}, dates become text as in ISO 8601, keys without a value are dropped.
 *
 * @param policy the content of {@code <id>.yaml}
 * @param cases the content of {@code <id>.cases.yaml}
 */
public record PolicyDocument(Map<String, Object> policy, List<Object> cases) {

    public PolicyDocument {
        policy = CanonicalTree.of(policy);
        cases = CanonicalTree.of(cases);
    }

    /**
     * What the policy and its cases say as 64 lower-case hexadecimal digits (SHA-256 of the canonical form). The order of keys,
     * comments, quotes around dates and the trailing zeros of numbers make no difference.
     */
    public String contentHash() {
        return CanonicalHash.of(Map.of("policy", policy, "cases", cases));
    }
}
