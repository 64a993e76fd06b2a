package city.huitong.platform.security;

import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Leaves DPoP proofs to Quarkus alone. */
@Alternative
@Singleton
class WithoutProofRules extends ProofRules {

    WithoutProofRules(CallerConfig config, CityClock clock, DpopNonces nonces, ReplayMemory memory) {
        super(config, clock, nonces, memory);
    }

    @Override
    void inspect(RoutingContext context, PresentedToken token) {}

    @Override
    Uni<Void> spend(RoutingContext context) {
        return Uni.createFrom().voidItem();
    }
}
