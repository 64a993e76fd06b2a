package city.huitong.consent;

import city.huitong.subject.SourcedFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was read under a consent.
 *
 * @param id the answer's id; the entry of the trail names it
 * @param version the consent's version it was read under
 * @param at when, UTC
 * @param keepUntil until when the recipient may keep it, UTC
 * @param readsLeft how often the consent can still be used
 */
public record ReadAnswer(
        UUID id, UUID consent, int version, Instant at, Instant keepUntil, int readsLeft, List<ReadFact> facts) {

    /**
     * A fact as the recipient sees it. The record it comes from is not named: its key may be about others.
     *
     * @param value plain; dates as text, money in fen; empty when nothing is known
     * @param asOf when the newest record behind it was stored, UTC
     */
    public record ReadFact(String name, Optional<Object> value, String dataset, Optional<Instant> asOf) {

        static ReadFact of(SourcedFact fact) {
            return new ReadFact(
                    fact.definition().name().toString(),
                    fact.plainValue(),
                    fact.definition().dataset().value(),
                    fact.asOf());
        }
    }
}
