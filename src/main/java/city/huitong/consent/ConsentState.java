package city.huitong.consent;

import java.util.Optional;

/**
 * Where a consent stands. Each state has the transitions that are legal from it and no others; what has ended has none. Time is no
 * transition that a job makes: a stored state whose time is over is read as what it has become (ADR 0010).
 */
public sealed interface ConsentState {

    /** As stored and answered: {@code PARTIALLY_APPROVED}. */
    String word();

    /** Waits for the subject. */
    sealed interface Undecided extends ConsentState {

        /** One more has approved. */
        default ConsentState approved(boolean enough) {
            return enough ? new Active() : new PartiallyApproved();
        }

        /** The subject does not want it. */
        default Ended rejected() {
            return new Ended(End.REJECTED);
        }

        /** The recipient no longer wants it. */
        default Ended cancelled() {
            return new Ended(End.CANCELLED);
        }

        /** Nobody decided in time. */
        default Ended timedOut() {
            return new Ended(End.TIMED_OUT);
        }
    }

    /** Was approved and can still be used, now or later. */
    sealed interface InForce extends ConsentState {

        /** The subject takes it back, for good. */
        default Ended revoked() {
            return new Ended(End.REVOKED);
        }

        /** Its time is over. */
        default Ended expired() {
            return new Ended(End.EXPIRED);
        }
    }

    /** In force, and the hub has nothing against it. */
    sealed interface Standing extends InForce {

        /** The hub stops it, for example because the recipient has lost its licence. */
        default Suspended suspended() {
            return new Suspended(this);
        }
    }

    /** Nobody has approved yet. */
    record Pending() implements Undecided {
        @Override
        public String word() {
            return "PENDING";
        }
    }

    /** Some have approved, but not as many as are needed. */
    record PartiallyApproved() implements Undecided {
        @Override
        public String word() {
            return "PARTIALLY_APPROVED";
        }
    }

    /** Can be used. */
    record Active() implements Standing {

        /** The subject stops it for a while. */
        public Paused paused() {
            return new Paused();
        }

        /** The last read has been used. */
        public Ended exhausted() {
            return new Ended(End.EXHAUSTED);
        }

        @Override
        public String word() {
            return "ACTIVE";
        }
    }

    /** Stopped by the subject for a while. */
    record Paused() implements Standing {

        /** The subject lets it go on. */
        public Active resumed() {
            return new Active();
        }

        @Override
        public String word() {
            return "PAUSED";
        }
    }

    /**
     * Stopped by the hub.
     *
     * @param before what it was; a pause of the subject outlives the hub's suspension
     */
    record Suspended(Standing before) implements InForce {

        /** The hub lets it go on as it was. */
        public Standing reinstated() {
            return before;
        }

        @Override
        public String word() {
            return "SUSPENDED";
        }
    }

    /** Over; nothing leads out of it. */
    record Ended(End end) implements ConsentState {
        @Override
        public String word() {
            return end.name();
        }
    }

    /** How a consent can end. */
    enum End {
        REJECTED,
        CANCELLED,
        TIMED_OUT,
        REVOKED,
        EXPIRED,
        EXHAUSTED
    }

    /** The state behind {@link #word()}. */
    static ConsentState parse(String word, Optional<String> beforeSuspension) {
        return switch (word) {
            case "PENDING" -> new Pending();
            case "PARTIALLY_APPROVED" -> new PartiallyApproved();
            case "ACTIVE" -> new Active();
            case "PAUSED" -> new Paused();
            case "SUSPENDED" ->
                new Suspended(beforeSuspension.filter("PAUSED"::equals).isPresent() ? new Paused() : new Active());
            default -> new Ended(End.valueOf(word));
        };
    }
}
