package city.huitong.entitlement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A move of an entitlement as it is kept.
 *
 * @param state the state after it, in one word
 * @param version first day of the policy version, where one applied
 * @param amountFen per period, in fen, where there is one
 * @param asOf the day for which it was decided
 * @param role in which role it was made: {@code hub} for a decision
 * @param at when, UTC
 */
public record HistoryMove(
        Movement movement,
        String state,
        Optional<LocalDate> version,
        Optional<Long> amountFen,
        LocalDate asOf,
        String role,
        Instant at) {}
