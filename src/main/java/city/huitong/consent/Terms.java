package city.huitong.consent;

import city.huitong.platform.security.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a version of a consent allows.
 *
 * @param items what may be seen
 * @param lookbackMonths how many months back a fact may reach; facts about the present reach back none
 * @param notBefore from when on, UTC
 * @param notAfter until when, UTC, exclusive
 * @param maxReads how often in all
 * @param maxReadsPerDay how often on one of the city's days
 * @param retentionDays for how many days the recipient may keep an answer
 * @param onward whether the recipient may give it to others
 */
public record Terms(
        Set<Item> items,
        int lookbackMonths,
        Instant notBefore,
        Instant notAfter,
        int maxReads,
        int maxReadsPerDay,
        int retentionDays,
        boolean onward) {

    /** The most items one consent can have. */
    public static final int MAX_ITEMS = 100;

    public Terms {
        items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }

    /** Whether these allow nothing that the others do not. */
    public boolean within(Terms others) {
        return others.items.containsAll(items)
                && lookbackMonths <= others.lookbackMonths
                && !notBefore.isBefore(others.notBefore)
                && !notAfter.isAfter(others.notAfter)
                && maxReads <= others.maxReads
                && maxReadsPerDay <= others.maxReadsPerDay
                && retentionDays <= others.retentionDays
                && (others.onward || !onward);
    }

    /** SHA-256 over all of them, in hexadecimal. Never changes for the same terms. */
    public String digest() {
        var names = ((SortedSet<Item>) items).stream().map(Item::toString).collect(Collectors.joining(","));
        return Sha256.hexOfLines(
                names, lookbackMonths, notBefore, notAfter, maxReads, maxReadsPerDay, retentionDays, onward);
    }
}
