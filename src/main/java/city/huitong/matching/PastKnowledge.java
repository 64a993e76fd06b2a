package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.NOTHING_KNOWN_THEN;

import city.huitong.ingest.BatchQueries;
import city.huitong.policy.KnownLaw;
import city.huitong.policy.PastLaw;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Since when the hub knows anything, and what was law then as far as it knew. */
@ApplicationScoped
class PastKnowledge {

    private final BatchQueries batches;
    private final PastLaw law;
    /** Does not change once it is there. */
    private volatile Optional<Instant> first = Optional.empty();

    PastKnowledge(BatchQueries batches, PastLaw law) {
        this.batches = batches;
        this.law = law;
    }

    /** The law as known at a time. Fails with {@code nothing-known-then} for one before the first record. */
    Uni<KnownLaw> law(Instant time) {
        return first().invoke(found -> mustNotBeBefore(found, time)).chain(() -> law.at(time));
    }

    private Uni<Optional<Instant>> first() {
        return first.isPresent()
                ? Uni.createFrom().item(first)
                : batches.firstStart().invoke(found -> first = found);
    }

    private static void mustNotBeBefore(Optional<Instant> first, Instant time) {
        if (first.filter(start -> !time.isBefore(start)).isEmpty()) {
            throw NOTHING_KNOWN_THEN.because(
                    first.map(start -> "its first records came at " + start).orElse("no record has come yet"));
        }
    }
}
