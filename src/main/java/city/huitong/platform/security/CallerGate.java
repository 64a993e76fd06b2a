package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.TOKEN_INVALID;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.ProblemAnswer;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Lets requests in, ahead of REST and GraphQL alike: a token or a key that is sent must be accepted, whatever is asked for. A request
 * without either goes on as anonymous, and each endpoint says whether it needs more.
 */
@ApplicationScoped
class CallerGate {

    private static final int AHEAD_OF_SECURITY = 900;
    /** Where Quarkus authenticates, right after it: filters of one place run in the order in which they come. */
    private static final int AUTHENTICATION = 200;

    /** Quarkus authorises at 100. */
    private static final int AFTER_AUTHENTICATION = 140;

    private final ProblemAnswer answer;
    private final ProofRules proofs;
    private final RateLimits limits;
    private final UseCounter uses;

    CallerGate(ProblemAnswer answer, ProofRules proofs, RateLimits limits, UseCounter uses) {
        this.uses = uses;
        this.answer = answer;
        this.proofs = proofs;
        this.limits = limits;
    }

    void register(@Observes Filters filters) {
        filters.register(this::inspect, AHEAD_OF_SECURITY);
        filters.register(CallerGate::expect, AUTHENTICATION);
        filters.register(this::admit, AFTER_AUTHENTICATION);
    }

    private void inspect(RoutingContext context) {
        try {
            PresentedKey.read(context);
            PresentedToken.read(context)
                    .filter(token -> token.scheme() == PresentedToken.Scheme.DPOP)
                    .ifPresent(token -> proofs.inspect(context, token));
        } catch (Problem problem) {
            refuse(context, problem);
            return;
        } catch (RuntimeException unforeseen) {
            refuse(context, TokenFailures.unread(unforeseen));
            return;
        }
        context.next();
    }

    private static void expect(RoutingContext context) {
        failLate(context);
        context.next();
    }

    private void admit(RoutingContext context) {
        var token = PresentedToken.of(context);
        if (token.isEmpty() && PresentedKey.of(context).isEmpty()) {
            admitStranger(context);
            return;
        }
        // A budget is fetched once for all who wait for it; each goes on in its own context, not in that of the one who
        // fetched.
        var own = Vertx.currentContext();
        identity(context)
                .invoke(CallerGate::mustBeSomebody)
                .invoke(caller -> KeyAuthentication.holder(caller).ifPresent(holder -> know(context, holder)))
                .chain(caller -> limits.admit(context, caller))
                .chain(() -> proofs.spend(context))
                .emitOn(task -> own.runOnContext(_ -> task.run()))
                .subscribe()
                .with(_ -> context.next(), failure -> refuse(context, problem(failure, token)));
    }

    /**
     * Counted when it is answered, refusals for too much included: as soon as the answer begins, since Quarkus' GraphQL takes the end of the
     * answer for itself.
     */
    private void know(RoutingContext context, KeyHolder holder) {
        KeyedClient.remember(context, holder);
        var via = Use.Via.of(context.normalizedPath());
        var _ = context.addHeadersEndHandler(_ -> uses.count(
                holder, new Use(via, Charge.units(context), context.response().getStatusCode())));
    }

    private void admitStranger(RoutingContext context) {
        try {
            limits.admitStranger(context);
        } catch (Problem problem) {
            answer.end(context, problem);
            return;
        }
        context.next();
    }

    /** Who is refused pays like a stranger, so that guessing is as slow as asking without a token. */
    private void refuse(RoutingContext context, Problem problem) {
        try {
            if (problem.type().status() == 401 && !RateLimits.isPaid(context)) {
                limits.admitStranger(context);
            }
            answer.end(context, problem);
        } catch (Problem limited) {
            answer.end(context, limited);
        }
    }

    private static Problem problem(Throwable failure, Optional<PresentedToken> token) {
        return token.map(sent -> TokenFailures.problem(failure, sent)).orElseGet(() -> TokenFailures.ofKey(failure));
    }

    /** Verifies the token or finds the key. Quarkus would answer a failure itself, with no body; here it is only passed on. */
    private static Uni<SecurityIdentity> identity(RoutingContext context) {
        BiConsumer<RoutingContext, Throwable> none = (_, _) -> {};
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, none);
        return context.<Uni<SecurityIdentity>>get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY)
                .invoke(() -> failLate(context));
    }

    /**
     * Has failures of authentication answered as Quarkus would have them answered in the end. Between the two, its own way makes a map of all paths
     * for each request, to tell the template of the path if it fails: that took a tenth of an answer.
     */
    private static void failLate(RoutingContext context) {
        BiConsumer<RoutingContext, Throwable> fail = CallerGate::fail;
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, fail);
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (!context.failed()) {
            context.fail(failure);
        }
    }

    private static void mustBeSomebody(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            throw TOKEN_INVALID.because("it could not be verified");
        }
    }
}
