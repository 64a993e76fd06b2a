package city.huitong.consent;

import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_INVALID;

import city.huitong.catalog.LegalBasis;
import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** How far a proposal of break-glass may go. */
final class BreakGlassLimits {

    private BreakGlassLimits() {}

    /** The proposal with the purpose and the reads of its basis; fails with {@code break-glass-invalid}. */
    static BreakGlass.Proposal limited(BreakGlass.Proposal asked, LegalBasis basis) {
        var limits = basis.emergency().orElseThrow();
        var found = new ArrayList<Violation>();
        if (asked.minutes() < 1 || asked.minutes() > limits.minutes()) {
            found.add(new Violation("/minutes", "out-of-range", "must be from 1 to " + limits.minutes()));
        }
        if (asked.delayDays() < 0 || asked.delayDays() > limits.delayDays()) {
            found.add(new Violation("/delayDays", "out-of-range", "must be from 0 to " + limits.delayDays()));
        }
        if (!found.isEmpty()) {
            throw BREAK_GLASS_INVALID.because("the basis allows less").with(found);
        }
        return new BreakGlass.Proposal(
                asked.subject(),
                basis.code(),
                basis.purposes().getFirst(),
                asked.document(),
                asked.documentHash(),
                asked.reason(),
                asked.minutes(),
                asked.delayDays(),
                limits.reads());
    }

    /** What must never stand in a leaf is refused before anything is written. */
    static void mustBeWritable(BreakGlass glass) {
        try {
            BreakGlassTrail.law(glass);
        } catch (IllegalArgumentException _) {
            throw BREAK_GLASS_INVALID
                    .because("the document's number looks like an official number")
                    .with(List.of(new Violation("/document", "personal-data", "must name a document, not a person")));
        }
    }
}
