package city.huitong.consent;

/** What somebody wants to happen to a consent. The names are part of the consents' chains and so never change. */
public sealed interface Move {

    /** As stored in the chain: {@code approve}. */
    default String word() {
        return switch (this) {
            case Approve _ -> "approve";
            case Reject _ -> "reject";
            case Cancel _ -> "cancel";
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case Narrow _ -> "narrow";
            case Revoke _ -> "revoke";
            case Suspend _ -> "suspend";
            case Reinstate _ -> "reinstate";
            case Expire _ -> "expire";
            case Exhaust _ -> "exhaust";
            case TimeOut _ -> "time-out";
        };
    }

    /** The subject, or one of those who may speak for it, agrees to the words with this SHA-256. */
    record Approve(String words) implements Move {}

    /** The subject does not agree. */
    record Reject() implements Move {}

    /** The recipient withdraws its proposal. */
    record Cancel() implements Move {}

    /** The subject stops it for a while. */
    record Pause() implements Move {}

    /** The subject lets it go on. */
    record Resume() implements Move {}

    /** The subject allows less than this version did. */
    record Narrow(int version, Narrowing narrowing) implements Move {}

    /** The subject takes it back. */
    record Revoke() implements Move {}

    /** The hub stops it. */
    record Suspend() implements Move {}

    /** The hub lets it go on. */
    record Reinstate() implements Move {}

    /** Its time is over. */
    record Expire() implements Move {}

    /** Its last read was used. */
    record Exhaust() implements Move {}

    /** Nobody decided in time. */
    record TimeOut() implements Move {}
}
