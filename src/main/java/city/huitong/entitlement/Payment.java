package city.huitong.entitlement;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Money of one period of an entitlement.
 *
 * @param periodFrom first day of the month, quarter or year; the day of the grant where it is due once
 * @param n 0 is the payment itself; what was added or asked back later follows
 * @param movement disbursed, topped up or clawed back
 * @param version first day of the policy version by which it was decided
 * @param amountFen in fen; what is asked back is negative
 * @param asOf the day for which it was decided
 * @param at when, UTC
 */
public record Payment(
        LocalDate periodFrom,
        int n,
        Movement movement,
        LocalDate version,
        long amountFen,
        LocalDate asOf,
        Instant at) {}
