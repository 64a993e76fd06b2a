package city.huitong.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a subject wants to allow instead; what is left out stays as it is. */
public record Narrowing(
        Optional<Set<Item>> items,
        Optional<Instant> notAfter,
        Optional<Integer> maxReads,
        Optional<Integer> maxReadsPerDay,
        Optional<Integer> retentionDays) {

    Terms applied(Terms terms) {
        return new Terms(
                items.orElse(terms.items()),
                terms.lookbackMonths(),
                terms.notBefore(),
                notAfter.orElse(terms.notAfter()),
                maxReads.orElse(terms.maxReads()),
                maxReadsPerDay.orElse(Math.min(terms.maxReadsPerDay(), maxReads.orElse(terms.maxReads()))),
                retentionDays.orElse(terms.retentionDays()),
                terms.onward());
    }
}
