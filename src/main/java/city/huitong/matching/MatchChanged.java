package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.policy.CurrentPolicies;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Matches subjects whose facts changed. A household's facts are its members' facts too. */
@ApplicationScoped
public class MatchChanged {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final CurrentPolicies policies;
    private final SubjectFacts facts;
    private final MatchSubjects matchSubjects;

    MatchChanged(CurrentPolicies policies, SubjectFacts facts, MatchSubjects matchSubjects) {
        this.policies = policies;
        this.facts = facts;
        this.matchSubjects = matchSubjects;
    }

    /** Matches them, however long the database is away: an event that was heard must have its effect. */
    public Uni<Void> match(Map<SubjectKind, Collection<SubjectId>> changed) {
        return policies.ready()
                .chain(() -> matchOnce(changed))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    private Uni<Void> matchOnce(Map<SubjectKind, Collection<SubjectId>> changed) {
        var households = changed.getOrDefault(SubjectKind.HOUSEHOLD, Set.of());
        var enterprises = changed.getOrDefault(SubjectKind.ENTERPRISE, Set.of());
        return facts.members(households)
                .map(members -> both(changed.getOrDefault(SubjectKind.PERSON, Set.of()), members))
                .chain(people -> matchSubjects.matchAll(SubjectKind.PERSON, people))
                .chain(() -> matchSubjects.matchAll(SubjectKind.HOUSEHOLD, households))
                .chain(() -> matchSubjects.matchAll(SubjectKind.ENTERPRISE, enterprises));
    }

    private static Set<SubjectId> both(Collection<SubjectId> people, List<SubjectId> members) {
        var all = new LinkedHashSet<>(people);
        all.addAll(members);
        return all;
    }
}
