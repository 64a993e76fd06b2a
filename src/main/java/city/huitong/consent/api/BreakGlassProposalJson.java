package city.huitong.consent.api;

import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_INVALID;

import city.huitong.consent.BreakGlass;
import city.huitong.platform.problem.Violation;
import city.huitong.subject.FindSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is proposed. */
@Schema(name = "BreakGlassProposal")
record BreakGlassProposalJson(
        @Schema(description = "The subject", required = true) @Nullable
        String subject,

        @Schema(description = "Code of a legal basis for two people", examples = "court-order", required = true)
        @Nullable
        String basis,

        @Schema(description = "The order's number", required = true) @Nullable
        String document,

        @Schema(description = "SHA-256 of the order's file, 64 hexadecimal digits", required = true) @Nullable
        String documentHash,

        @Schema(description = "A code", examples = "asset-search", required = true) @Nullable
        String reason,

        @Schema(description = "For how long from the approval on, at most 60", required = true) @Nullable
        Integer minutes,

        @Schema(description = "For how many days the subject does not see it; default 0") @Nullable
        Integer delayDays) {

    private static final String DOCUMENT = "[\\p{L}\\p{N}()（）〔〕\\[\\]/. -]{1,80}";
    private static final String HASH = "[0-9a-f]{64}";
    private static final String REASON = "[a-z][a-z0-9-]{0,39}";

    BreakGlass.Proposal proposal() {
        var found = new ArrayList<Violation>();
        check(found, "/subject", subject, ".{1,100}");
        check(found, "/basis", basis, ".{1,100}");
        check(found, "/document", document, DOCUMENT);
        check(found, "/documentHash", documentHash, HASH);
        check(found, "/reason", reason, REASON);
        if (minutes == null) {
            found.add(new Violation("/minutes", "required", "is required"));
        }
        if (!found.isEmpty()) {
            throw BREAK_GLASS_INVALID.because("see errors").with(found);
        }
        return new BreakGlass.Proposal(
                FindSubject.parse(Objects.requireNonNull(subject)),
                Objects.requireNonNull(basis),
                "",
                Objects.requireNonNull(document),
                Objects.requireNonNull(documentHash),
                Objects.requireNonNull(reason),
                Objects.requireNonNull(minutes),
                delayDays == null ? 0 : delayDays,
                1);
    }

    private static void check(List<Violation> found, String pointer, @Nullable String text, String form) {
        if (text == null || !text.matches(form)) {
            found.add(new Violation(pointer, "name-expected", "must look like " + form));
        }
    }
}
