package city.huitong.policy;

import city.huitong.consent.PolicyFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The facts that any version of a published policy reads, kept until a policy is published. */
@ApplicationScoped
class PublishedFacts implements PolicyFacts {

    private record Known(List<PublishedPolicy> policies, Set<String> names) {}

    private final CurrentPolicies policies;
    private volatile Known known = new Known(List.of(), Set.of());

    PublishedFacts(CurrentPolicies policies) {
        this.policies = policies;
    }

    @Override
    public Set<String> names() {
        var now = policies.all();
        if (!isSame(now, known.policies)) {
            known = new Known(
                    now,
                    now.stream()
                            .flatMap(each -> each.policy().facts().stream())
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return known.names;
    }

    @SuppressWarnings(
            "ReferenceEquality") // A policy that has not changed is the same object; comparing trees costs more.
    private static boolean isSame(List<PublishedPolicy> some, List<PublishedPolicy> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (var i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }
}
