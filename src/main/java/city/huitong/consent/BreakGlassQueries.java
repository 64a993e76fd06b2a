package city.huitong.consent;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Lists and counts of break-glass. */
public interface BreakGlassQueries {

    /**
     * Which proposals somebody may see; what is empty lets nothing more be seen.
     *
     * @param all whether all
     * @param proposedBy those of this officer
     * @param decidedBy those that this person has approved or may approve
     */
    record Seen(boolean all, Optional<String> proposedBy, Optional<String> decidedBy) {}

    /**
     * How often somebody's data was opened.
     *
     * @param month of the approval, in the city's time
     * @param basis code of the legal basis
     */
    record Count(YearMonth month, String basis, long approved) {}

    /** Newest first; a state is the one at this instant. */
    Uni<Page<BreakGlass>> list(Seen seen, Optional<String> state, Instant now, PageRequest page);

    /** Approvals of these months, both included, by month and basis. */
    Uni<List<Count>> counts(YearMonth from, YearMonth to);
}
