package city.huitong.platform.webhook;

import java.util.OptionalInt;

/**
 * What came of one attempt to deliver.
 *
 * @param outcome a word for it
 * @param status the recipient's answer, when it gave one
 */
record Attempt(Outcome outcome, OptionalInt status) {

    private static final int GONE = 410;

    /** What can come of it. The names are answered to recipients and so never change. */
    enum Outcome {
        DELIVERED,
        REFUSED,
        REDIRECTED,
        GONE,
        TIMED_OUT,
        NOT_REACHABLE,
        ADDRESS_REFUSED
    }

    /** The recipient has answered; every 2xx means that it has the message (Standard Webhooks). */
    static Attempt answered(int status) {
        return new Attempt(outcome(status), OptionalInt.of(status));
    }

    /** It has not. */
    static Attempt failed(Outcome outcome) {
        return new Attempt(outcome, OptionalInt.empty());
    }

    boolean isDelivered() {
        return outcome == Outcome.DELIVERED;
    }

    /** The recipient wants nothing any more. */
    boolean isGone() {
        return outcome == Outcome.GONE;
    }

    private static Outcome outcome(int status) {
        if (status == GONE) {
            return Outcome.GONE;
        }
        return switch (status / 100) {
            case 2 -> Outcome.DELIVERED;
            case 3 -> Outcome.REDIRECTED;
            default -> Outcome.REFUSED;
        };
    }
}
