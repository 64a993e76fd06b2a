package city.huitong.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A policy that one officer has proposed and a second one decides. Its document never changes; who wants other words proposes again.
 *
 * @param base the number of the publication it would follow, 0 for the first; once that is another, it must be checked again
 * @param hash of the document with its cases, see {@link PolicyDocument#contentHash()}
 * @param report what it has shown
 * @param proposedBy the officer's client
 * @param proposedAt UTC
 */
public record Proposal(
        UUID id,
        PolicyId policy,
        int base,
        PolicyDocument document,
        String hash,
        GateReport report,
        String proposedBy,
        Instant proposedAt,
        State state) {

    /** The states in one word, as in {@link State#word()}. */
    public static final List<String> STATES = List.of("PROPOSED", "APPROVED", "REJECTED", "WITHDRAWN");

    /** What has become of it. Only what is proposed can still become something. */
    public sealed interface State {

        /** The state in one word. */
        default String word() {
            return switch (this) {
                case Proposed _ -> "PROPOSED";
                case Approved _ -> "APPROVED";
                case Rejected _ -> "REJECTED";
                case Withdrawn _ -> "WITHDRAWN";
            };
        }
    }

    /** It waits for the second person. */
    public record Proposed() implements State {}

    /**
     * It is law.
     *
     * @param publication the number under which it was published
     */
    public record Approved(String by, Instant at, int publication) implements State {}

    /** The second person said no. */
    public record Rejected(String by, Instant at, String reason) implements State {}

    /** Who had proposed it has taken it back. */
    public record Withdrawn(Instant at) implements State {}

    /** Whether somebody can still decide it. */
    public boolean isOpen() {
        return state instanceof Proposed;
    }

    Proposal with(State next) {
        return new Proposal(id, policy, base, document, hash, report, proposedBy, proposedAt, next);
    }

    /** Checked again, against the publication that is law now. */
    Proposal checked(int newBase, GateReport newReport) {
        return new Proposal(id, policy, newBase, document, hash, newReport, proposedBy, proposedAt, state);
    }

    /** Who decided it, if somebody has. */
    public Optional<String> decidedBy() {
        return switch (state) {
            case Approved(var by, var _, var _) -> Optional.of(by);
            case Rejected(var by, var _, var _) -> Optional.of(by);
            case Withdrawn _ -> Optional.of(proposedBy);
            case Proposed _ -> Optional.empty();
        };
    }
}
