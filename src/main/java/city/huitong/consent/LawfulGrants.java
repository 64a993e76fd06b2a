package city.huitong.consent;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.subject.DisclosureGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes grants from legal bases. */
@ApplicationScoped
class LawfulGrants {

    /** Far longer than a transaction takes. */
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final FactScope scope;
    private final Identifiers identifiers;
    private final CityClock clock;

    LawfulGrants(FactScope scope, Identifiers identifiers, CityClock clock) {
        this.scope = scope;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A grant for each subject, all for one answer. */
    List<DisclosureGrant> make(Asking asking, Lawful lawful, Map<SubjectId, SubjectKind> subjects, Set<String> items) {
        var answer = identifiers.next();
        var expiry = clock.now().plus(LIFETIME);
        return subjects.entrySet().stream()
                .map(subject -> new DisclosureGrant(
                        answer,
                        subject.getKey(),
                        subject.getValue(),
                        scope.names(lawful.basis(), subject.getValue(), items),
                        lawful.purpose(),
                        lawful.law(),
                        asking.actor(),
                        lawful.role(),
                        expiry,
                        subjects.size(),
                        Optional.empty()))
                .toList();
    }
}
