package city.huitong.consent;

import static city.huitong.consent.ConsentProblem.CONSENT_NOT_ACTIVE;
import static city.huitong.consent.ConsentProblem.DAILY_LIMIT_REACHED;
import static city.huitong.consent.ConsentProblem.ITEM_NOT_CONSENTED;
import static city.huitong.consent.ConsentProblem.PURPOSE_MISMATCH;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import java.time.Duration;
import java.util.Optional;

/** Says why a consent could not be used; decides nothing. */
final class WhyNot {

    private WhyNot() {}

    /** The first reason; empty when it could be used now. */
    static Optional<Problem> of(Consent consent, ReadRequest request, CityClock clock) {
        if (!(consent.state() instanceof ConsentState.Active)) {
            return notActive(consent.state().word());
        }
        if (clock.now().isBefore(consent.terms().notBefore())) {
            return notActive("NOT_YET_VALID");
        }
        if (!consent.request().purpose().equals(request.purpose())) {
            return Optional.of(PURPOSE_MISMATCH.because("ask for the purpose the consent was given for"));
        }
        if (!consent.terms().items().containsAll(request.items())) {
            return Optional.of(ITEM_NOT_CONSENTED.because("ask only for what the consent lists"));
        }
        return consent.use().readsToday() >= consent.terms().maxReadsPerDay()
                ? Optional.of(tomorrow(clock))
                : Optional.empty();
    }

    private static Optional<Problem> notActive(String state) {
        return Optional.of(CONSENT_NOT_ACTIVE
                .because("nothing can be read under it: " + state)
                .with("state", state));
    }

    private static Problem tomorrow(CityClock clock) {
        var midnight = clock.today().plusDays(1).atStartOfDay(clock.zone()).toInstant();
        var seconds = Math.max(1, Duration.between(clock.now(), midnight).toSeconds());
        return DAILY_LIMIT_REACHED
                .because("the city's next day begins in " + seconds + " seconds")
                .withHeader("Retry-After", Long.toString(seconds));
    }
}
