package city.huitong.audit;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Purposes whose acts the subject sees later, so that an investigation is not given away. Every rule is itself a leaf. */
public interface DelayRules {

    /**
     * Decides a rule. It holds for acts from then on.
     *
     * @return the leaf of the decision, which every entry that is delayed by it names. Fails with {@code delay-too-long}
     */
    Uni<UUID> decide(Tx tx, Rule rule, String actor, String role);

    /** Every rule there was, newest first. */
    Uni<Page<Decided>> list(PageRequest page);

    /**
     * Ends a rule now, before its time. What it has delayed until now stays delayed.
     *
     * @return the leaf of this decision. Fails with {@code delay-not-found} and {@code delay-ended}
     */
    Uni<UUID> end(SqlTx tx, UUID decision, Basis.Law basis, String actor, String role);

    /**
     * A rule that was decided.
     *
     * @param decision its leaf
     * @param law code of the law; empty on rules older than this register
     * @param document which document says so; empty likewise
     * @param endedBy the leaf that ended it early; empty when none did
     */
    record Decided(
            UUID decision,
            String purpose,
            int days,
            Optional<String> law,
            Optional<String> document,
            Instant from,
            Instant until,
            Optional<UUID> endedBy) {}

    /**
     * A rule.
     *
     * @param purpose whose acts
     * @param days how many days after the act the subject sees it
     * @param basis which law allows the delay
     * @param from first instant for which it holds, UTC
     * @param until first instant for which it no longer holds, UTC
     */
    record Rule(String purpose, int days, Basis.Law basis, Instant from, Instant until) {
        public Rule {
            Words.mustBeCode("purpose", purpose);
            Words.mustBePositive("days", days);
            if (!until.isAfter(from)) {
                throw new IllegalArgumentException("a rule ends after it begins");
            }
        }
    }
}
