package city.huitong.audit;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Purposes whose acts the subject sees later, so that an investigation is not given away. Every rule is itself a leaf. */
public interface DelayRules {

    /**
     * Decides a rule. It holds for acts from then on.
     *
     * @return the leaf of the decision, which every entry that is delayed by it names. Fails with {@code delay-too-long}
     */
    Uni<UUID> decide(Tx tx, Rule rule, String actor, String role);

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
