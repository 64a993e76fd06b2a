package city.huitong.consent;

import city.huitong.platform.security.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One move of one consent, as kept for ever. Each holds the hash of the one before, so that none can be changed, dropped or
 * slipped in without all later ones showing it.
 *
 * @param seq its place among the consent's events, from 1
 * @param version the version after it
 * @param move what was done: {@code propose} or a word of {@link Move}
 * @param from the state before; empty for the proposal
 * @param to the state after
 * @param at when, UTC
 * @param terms the digest of the terms after it
 * @param words the SHA-256 of the words that were agreed to; empty where nobody agreed
 * @param previous the hash of the event before; empty for the first
 */
public record ConsentEvent(
        UUID consent,
        int seq,
        int version,
        String move,
        String from,
        String to,
        Actor actor,
        Instant at,
        String terms,
        String words,
        String previous) {

    /** SHA-256 over all of it, in hexadecimal. */
    public String hash() {
        return Sha256.hexOfLines(
                previous, consent, seq, version, move, from, to, actor.name(), actor.role(), at, terms, words);
    }

    /** Whether these are all events of a consent from its first on, each as it was written. */
    public static boolean isChain(List<ConsentEvent> events, List<String> hashes) {
        var previous = "";
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var fits = event.seq() == i + 1 && event.previous().equals(previous);
            if (!fits || !event.hash().equals(hashes.get(i))) {
                return false;
            }
            previous = event.hash();
        }
        return true;
    }
}
