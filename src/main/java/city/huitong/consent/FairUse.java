package city.huitong.consent;

import city.huitong.catalog.LocalizedText;
import java.util.Optional;
import java.util.Set;

/**
 * The most that is fair for one purpose.
 *
 * @param recipient the one recipient it is for; empty for all
 * @param product the one product it is for; empty for all
 * @param maxReads most reads in all
 * @param maxReadsPerDay most reads on one day
 * @param validityDays longest validity, counted from the proposal
 * @param lookbackMonths how far back facts may reach
 * @param retentionDays how long answers may be kept
 * @param kinds kinds of items that may be asked for
 * @param onward whether answers may be given to others
 */
record FairUse(
        String purpose,
        LocalizedText title,
        Optional<String> recipient,
        Optional<String> product,
        int maxReads,
        int maxReadsPerDay,
        int validityDays,
        int lookbackMonths,
        int retentionDays,
        Set<Item.Kind> kinds,
        boolean onward) {

    FairUse {
        kinds = Set.copyOf(kinds);
    }

    /** Whether it is about this request at all. */
    boolean covers(String askedPurpose, String asking, Optional<String> offered) {
        return purpose.equals(askedPurpose)
                && recipient.map(asking::equals).orElse(true)
                && (product.isEmpty() || product.equals(offered));
    }

    /** How particular it is: the more particular of two rules decides. A recipient counts more than a product. */
    int particularity() {
        return (recipient.isPresent() ? 2 : 0) + (product.isPresent() ? 1 : 0);
    }
}
