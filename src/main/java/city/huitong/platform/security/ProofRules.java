package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.DPOP_INVALID;
import static city.huitong.platform.problem.PlatformProblem.DPOP_NONCE_REQUIRED;
import static city.huitong.platform.problem.PlatformProblem.DPOP_REPLAYED;
import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_SENDER_MISMATCH;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_UNBOUND;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What the hub asks of DPoP proofs beyond what Quarkus verifies: made just now, for the token's own key, with a fresh nonce where
 * something is changed, and used once.
 */
@ApplicationScoped
class ProofRules {

    private static final Logger LOG = Logger.getLogger(ProofRules.class);

    private static final String NONCE_HEADER = "DPoP-Nonce";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CallerConfig config;
    private final CityClock clock;
    private final DpopNonces nonces;
    private final ReplayMemory memory;

    ProofRules(CallerConfig config, CityClock clock, DpopNonces nonces, ReplayMemory memory) {
        this.config = config;
        this.clock = clock;
        this.nonces = nonces;
        this.memory = memory;
    }

    /** Checks the proof of a request before its signature is verified: cheap, and safe against garbage. */
    void inspect(RoutingContext context, PresentedToken token) {
        context.response().putHeader(NONCE_HEADER, nonces.current());
        var proof = DpopProof.read(context);
        mustBeRecent(proof);
        mustBeOfTheSender(token, proof);
        mustHaveNonce(context, proof);
    }

    /** Uses up a proof whose signature was verified; fails when it was used before, by whatever process of the hub. */
    Uni<Void> spend(RoutingContext context) {
        return DpopProof.of(context)
                .map(proof -> memory.remember(proof)
                        .onFailure()
                        .transform(ProofRules::withoutMemory)
                        .invoke(ProofRules::mustBeNew)
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private void mustBeRecent(DpopProof proof) {
        var now = clock.now();
        var earliest = now.minus(config.dpop().maxAge());
        var latest = now.plus(config.clockSkew());
        if (proof.issuedAt().isBefore(earliest) || proof.issuedAt().isAfter(latest)) {
            throw DPOP_INVALID.because("make a proof for each request; its iat must be now");
        }
    }

    private static void mustBeOfTheSender(PresentedToken token, DpopProof proof) {
        var bound = token.boundKey().orElseThrow(() -> TOKEN_UNBOUND.because("the token is not bound to a DPoP key"));
        if (!bound.equals(proof.thumbprint())) {
            throw TOKEN_SENDER_MISMATCH.because("the proof was made with another key than the token is bound to");
        }
    }

    private void mustHaveNonce(RoutingContext context, DpopProof proof) {
        var needed = config.dpop().nonceForWrites()
                && !READS.contains(context.request().method());
        var given = proof.nonce();
        var wrong = given.isPresent() ? !nonces.accepts(given.get()) : needed;
        if (wrong) {
            throw DPOP_NONCE_REQUIRED.because("repeat it with the nonce of the header DPoP-Nonce in the proof");
        }
    }

    private static void mustBeNew(boolean first) {
        if (!first) {
            throw DPOP_REPLAYED.because("make a proof for each request, with a jti of its own");
        }
    }

    /** Without the memory nobody can tell a replay; better no answer than one to a thief. */
    private static Problem withoutMemory(Throwable failure) {
        LOG.errorf("proofs cannot be remembered: %s", failure.toString());
        return OVERLOADED.because("try again in a moment");
    }
}
