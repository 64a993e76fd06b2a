package city.huitong.policy;

import static city.huitong.policy.PolicyProblem.POLICY_NOT_FOUND;
import static city.huitong.policy.PolicyProblem.PUBLICATION_UNREADABLE;

import city.huitong.catalog.SubjectKind;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The policies that were published at some time, as far as they can still be read. */
public final class KnownLaw {

    private final Map<String, PublishedPolicy> policies;
    private final Map<String, Unreadable> unreadable;

    /** A publication that does not fit the catalogue any more, and why. */
    record Unreadable(Publication publication, List<Violation> violations) {}

    KnownLaw(Collection<PublishedPolicy> policies, Collection<Unreadable> unreadable) {
        var byId = new TreeMap<String, PublishedPolicy>();
        policies.forEach(each -> byId.put(each.policy().id().value(), each));
        var others = new TreeMap<String, Unreadable>();
        unreadable.forEach(each -> others.put(each.publication().policy().value(), each));
        this.policies = Collections.unmodifiableMap(byId);
        this.unreadable = Collections.unmodifiableMap(others);
    }

    /** Those about one kind of subject, by id. Fails with {@code publication-unreadable} where one cannot be read any more. */
    public List<Policy> about(SubjectKind kind) {
        unreadable.values().stream().findFirst().ifPresent(each -> {
            throw refused(each);
        });
        return policies.values().stream()
                .map(PublishedPolicy::policy)
                .filter(policy -> policy.subject() == kind)
                .toList();
    }

    /** The policy with its publication. Fails with {@code policy-not-found} and {@code publication-unreadable}. */
    public PublishedPolicy require(String id) {
        var broken = unreadable.get(id);
        if (broken != null) {
            throw refused(broken);
        }
        var found = policies.get(id);
        if (found == null) {
            throw POLICY_NOT_FOUND.because(
                    PolicyId.isValid(id)
                            ? "no policy " + id + " was published then"
                            : "this cannot be the id of a policy");
        }
        return found;
    }

    /** The policy and those of its group: whoever is decided by one is decided by all. */
    public List<PublishedPolicy> withRivals(PublishedPolicy policy) {
        var all = policies.values().stream().map(PublishedPolicy::policy).toList();
        return Exclusions.among(all).withRivals(List.of(policy.policy())).stream()
                .map(each -> require(each.id().value()))
                .toList();
    }

    private static Problem refused(Unreadable each) {
        return PUBLICATION_UNREADABLE
                .because("publication %d of %s does not fit the catalogue any more"
                        .formatted(
                                each.publication().number(), each.publication().policy()))
                .with(each.violations());
    }
}
