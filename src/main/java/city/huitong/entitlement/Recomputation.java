package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.policy.PolicyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Paid periods decided anew because a publication reaches back. It goes through those who were paid in the order of their pseudonyms and
 * goes on where it stopped.
 *
 * @param publication its number
 * @param since the first day for which the law says something else
 * @param subjects decided anew so far
 * @param corrections payments that followed
 * @param toppedUpFen of those what was added, in fen
 * @param clawedBackFen of those what is asked back, in fen; not negative
 * @param position the last subject done
 * @param endedAt UTC; empty while it runs
 */
public record Recomputation(
        UUID id,
        PolicyId policy,
        int publication,
        LocalDate since,
        long subjects,
        long corrections,
        long toppedUpFen,
        long clawedBackFen,
        Optional<SubjectId> position,
        Instant startedAt,
        Optional<Instant> endedAt) {}
