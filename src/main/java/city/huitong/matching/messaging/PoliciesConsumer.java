package city.huitong.matching.messaging;

import city.huitong.matching.MatchEverybody;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of published policies and has everybody matched. The run's id comes with the event, so hearing twice starts one. */
@ApplicationScoped
class PoliciesConsumer {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final CurrentPolicies policies;
    private final MatchEverybody matchEverybody;

    PoliciesConsumer(CurrentPolicies policies, MatchEverybody matchEverybody) {
        this.policies = policies;
        this.matchEverybody = matchEverybody;
    }

    @Incoming("policies")
    Uni<Void> published(String text) {
        var event = new JsonObject(text);
        var policy = new PolicyId(event.getString("policy"));
        var run = UUID.fromString(event.getString("run"));
        return policies.reload()
                .chain(() -> matchEverybody.start(run, policy))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .replaceWithVoid();
    }
}
