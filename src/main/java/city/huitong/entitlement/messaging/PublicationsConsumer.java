package city.huitong.entitlement.messaging;

import city.huitong.entitlement.RecomputeAfterLaw;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of published policies and has what was paid decided anew where they reach back. Hearing it twice starts one. */
@ApplicationScoped
class PublicationsConsumer {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final CurrentPolicies policies;
    private final RecomputeAfterLaw recompute;

    PublicationsConsumer(CurrentPolicies policies, RecomputeAfterLaw recompute) {
        this.policies = policies;
        this.recompute = recompute;
    }

    @Incoming("publications")
    Uni<Void> published(String text) {
        var event = new JsonObject(text);
        var policy = new PolicyId(event.getString("policy"));
        var run = UUID.fromString(event.getString("run"));
        return policies.ready()
                .chain(policies::reload)
                .chain(() -> recompute.published(run, policy, event.getInteger("publication")))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }
}
