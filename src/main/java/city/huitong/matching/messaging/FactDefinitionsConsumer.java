package city.huitong.matching.messaging;

import city.huitong.matching.MatchEverybody;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PublishedPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of facts that mean something new and has everybody matched against the policies that read them. */
@ApplicationScoped
class FactDefinitionsConsumer {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final CurrentPolicies policies;
    private final MatchEverybody matchEverybody;

    FactDefinitionsConsumer(CurrentPolicies policies, MatchEverybody matchEverybody) {
        this.policies = policies;
        this.matchEverybody = matchEverybody;
    }

    @Incoming("fact-definitions")
    Uni<Void> redefined(String text) {
        var event = new JsonObject(text);
        return policies.ready()
                .chain(() -> startRuns(event.getString("fact"), event.getString("change")))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    private Uni<Void> startRuns(String fact, String change) {
        var readers = policies.all().stream()
                .map(PublishedPolicy::policy)
                .filter(policy -> policy.facts().contains(fact))
                .toList();
        return matchEverybody.startFor(change, readers);
    }
}
