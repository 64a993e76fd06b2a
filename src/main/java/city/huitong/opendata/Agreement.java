package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.AGREEMENT_DECIDED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client and a department have agreed on about a dataset that is open under conditions (数据利用协议), from the application on.
 *
 * @param client the developer's client
 * @param purpose what for, in the applicant's words
 * @param use how, in the applicant's words
 * @param words SHA-256 of the text that the applicant has agreed to
 * @param until the last day, as asked for
 * @param decided when, and how, it was decided last; empty while it waits
 * @param endsAt when it ends or has ended; empty where it never held
 */
public record Agreement(
        UUID id,
        String dataset,
        UUID client,
        String purpose,
        String use,
        String words,
        State state,
        Instant appliedAt,
        LocalDate until,
        Optional<Decision> decided,
        Optional<Instant> endsAt) {

    /** How it stands. */
    public enum State {
        APPLIED,
        APPROVED,
        REFUSED,
        ENDED
    }

    /**
     * What was decided last.
     *
     * @param reason in the department's words
     */
    public record Decision(Instant at, Optional<String> reason) {}

    /** How it stands at a time: one that was approved ends by itself. */
    public State stateAt(Instant now) {
        return state == State.APPROVED
                        && endsAt.filter(end -> !end.isAfter(now)).isPresent()
                ? State.ENDED
                : state;
    }

    /** Fails with {@code agreement-decided} unless it waits. */
    Agreement approved(Instant end, Optional<String> reason, Instant now) {
        mustBe(State.APPLIED, now);
        return with(State.APPROVED, new Decision(now, reason), Optional.of(end));
    }

    /** Fails with {@code agreement-decided} unless it waits. */
    Agreement refused(String reason, Instant now) {
        mustBe(State.APPLIED, now);
        return with(State.REFUSED, new Decision(now, Optional.of(reason)), Optional.empty());
    }

    /** Fails with {@code agreement-decided} unless it holds. */
    Agreement ended(String reason, Instant now) {
        mustBe(State.APPROVED, now);
        return with(State.ENDED, new Decision(now, Optional.of(reason)), Optional.of(now));
    }

    private void mustBe(State wanted, Instant now) {
        if (stateAt(now) != wanted) {
            throw AGREEMENT_DECIDED
                    .because("it does not stand so that this could be decided")
                    .with("state", stateAt(now));
        }
    }

    private Agreement with(State newState, Decision decision, Optional<Instant> end) {
        return new Agreement(
                id, dataset, client, purpose, use, words, newState, appliedAt, until, Optional.of(decision), end);
    }
}
