package city.huitong.consent;

import city.huitong.audit.Delay;
import city.huitong.catalog.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One subject's data without consent, for a short time, because a document demands it and two people answer for it.
 *
 * @param proposal what was proposed
 * @param proposedBy the officer, who alone may read
 * @param proposedAt UTC
 * @param used how often it was read
 * @param approval the second person's decision; empty while there is none
 */
public record BreakGlass(
        UUID id, Proposal proposal, String proposedBy, Instant proposedAt, int used, Optional<Approval> approval) {

    /** Every state there is. */
    public static final List<String> STATES = List.of("PROPOSED", "ACTIVE", "EXHAUSTED", "EXPIRED");

    /** How long a proposal waits for the second person. */
    static final Duration PATIENCE = Duration.ofMinutes(60);

    /**
     * What is proposed.
     *
     * @param basis code of the legal basis
     * @param purpose its purpose
     * @param document the order's number
     * @param documentHash SHA-256 of the order's file, 64 hexadecimal digits
     * @param reason a code
     * @param minutes for how long from the approval on
     * @param delayDays for how many days from the approval on the subject does not see it
     * @param maxReads how often it may be read
     */
    public record Proposal(
            SubjectId subject,
            String basis,
            String purpose,
            String document,
            String documentHash,
            String reason,
            int minutes,
            int delayDays,
            int maxReads) {

        /** As a leaf names the order. In groups, so that no run of digits looks like an official number. */
        String documentText() {
            return document + " sha256 " + documentHash.replaceAll("(.{16})(?!$)", "$1 ");
        }

        /** Until when the subject does not see what happens now; empty: sees it at once. */
        Optional<Instant> hiddenUntil(Instant start) {
            return delayDays == 0 ? Optional.empty() : Optional.of(start.plus(Duration.ofDays(delayDays)));
        }
    }

    /**
     * The second person's decision.
     *
     * @param notAfter from when on nothing can be read, UTC
     * @param decision the leaf that delays; empty when the subject sees it at once
     */
    public record Approval(String by, Instant at, Instant notAfter, Optional<UUID> decision) {}

    /** The state in one word, at this instant. */
    public String state(Instant now) {
        return approval.map(given -> stateOf(given, now))
                .orElse(now.isBefore(proposedAt.plus(PATIENCE)) ? "PROPOSED" : "EXPIRED");
    }

    private String stateOf(Approval given, Instant now) {
        if (!now.isBefore(given.notAfter())) {
            return "EXPIRED";
        }
        return used < proposal.maxReads() ? "ACTIVE" : "EXHAUSTED";
    }

    /** The delay of what happens under it; empty when the subject sees it at once. */
    Optional<Delay> delay() {
        return approval.flatMap(given -> given.decision()
                .flatMap(leaf -> proposal.hiddenUntil(given.at()).map(until -> Delay.until(until, leaf))));
    }
}
