package city.huitong.audit.api;

import static city.huitong.audit.AuditProblem.DELAY_INVALID;

import city.huitong.audit.Basis;
import city.huitong.audit.DelayRules;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule of delay as answered. */
@Schema(name = "DelayRule")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DelayRuleJson(
        @Schema(description = "The leaf that decided it") UUID decision,

        @Schema(description = "Whose acts") String purpose,

        @Schema(description = "How many days after an act its subject sees it")
        int days,

        Optional<String> law,
        Optional<String> document,

        @Schema(description = "UTC") Instant from,

        @Schema(description = "UTC, exclusive") Instant until,

        @Schema(description = "The leaf that ended it before its time")
        Optional<UUID> endedBy) {

    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final String CODE = "[a-z][a-z0-9-]{0,39}";
    private static final String DOCUMENT = "[^\\p{Cc}]{1,120}";

    static DelayRuleJson of(DelayRules.Decided rule) {
        return new DelayRuleJson(
                rule.decision(),
                rule.purpose(),
                rule.days(),
                rule.law(),
                rule.document(),
                rule.from(),
                rule.until(),
                rule.endedBy());
    }

    /** The leaf of a decision. */
    @Schema(name = "DelayDecision")
    record DecisionJson(
            @Schema(description = "The leaf of the decision")
            UUID decision) {}

    /** What is decided. */
    @Schema(name = "DelayRuleDecision")
    record AskedJson(
            @Schema(description = "Whose acts, as GET /v1/legal-bases calls them", examples = "criminal-investigation")
            @Nullable
            String purpose,

            @Schema(description = "1 to 90") @Nullable Integer days,

            @Schema(description = "Code of the law that allows it", examples = "criminal-procedure") @Nullable
            String law,

            @Schema(description = "Number of the document that orders it, without names") @Nullable
            String document,

            @Schema(description = "UTC; default now") @Nullable
            String from,

            @Schema(description = "UTC, exclusive", examples = "2027-01-01T00:00:00Z") @Nullable
            String until) {

        /** Fails with {@code delay-invalid} and everything that is wrong. */
        DelayRules.Rule rule(Instant now) {
            var found = new ArrayList<Violation>();
            check(found, "/purpose", purpose, CODE);
            check(found, "/law", law, CODE);
            check(found, "/document", document, DOCUMENT);
            if (days == null || days < 1) {
                found.add(new Violation("/days", "out-of-range", "must be 1 or more"));
            }
            var start = from == null ? Optional.of(now) : instant(found, "/from", from);
            var end = instant(found, "/until", until);
            if (start.isPresent() && end.isPresent()) {
                checkTimes(found, start.get(), end.get(), now);
            }
            refuse(found);
            return new DelayRules.Rule(
                    Objects.requireNonNull(purpose),
                    Objects.requireNonNull(days),
                    basis(law, document),
                    start.orElseThrow(),
                    end.orElseThrow());
        }

        private static void checkTimes(List<Violation> found, Instant start, Instant end, Instant now) {
            if (!end.isAfter(start) || end.isAfter(now.plus(LONGEST))) {
                found.add(new Violation("/until", "out-of-range", "must be after from and at most ten years ahead"));
            }
            if (start.isBefore(now)) {
                found.add(new Violation("/from", "out-of-range", "must not be over; what was shown cannot be hidden"));
            }
        }
    }

    /** Why a rule ends. */
    @Schema(name = "DelayRuleEnd")
    record EndJson(
            @Schema(description = "Code of the law") @Nullable
            String law,

            @Schema(description = "Number of the document that ends it, without names") @Nullable
            String document) {

        Basis.Law basis() {
            var found = new ArrayList<Violation>();
            check(found, "/law", law, CODE);
            check(found, "/document", document, DOCUMENT);
            refuse(found);
            return DelayRuleJson.basis(law, document);
        }
    }

    private static Basis.Law basis(@Nullable String law, @Nullable String document) {
        return new Basis.Law(Objects.requireNonNull(law), Objects.requireNonNull(document));
    }

    private static void check(List<Violation> found, String pointer, @Nullable String text, String form) {
        if (text == null || !text.matches(form)) {
            found.add(new Violation(pointer, "wrong-pattern", "must look like " + form));
        }
    }

    private static Optional<Instant> instant(List<Violation> found, String pointer, @Nullable String text) {
        try {
            return Optional.of(Instant.parse(text == null ? "" : text));
        } catch (DateTimeException _) {
            found.add(new Violation(pointer, "date-invalid", "must be a time in UTC, as 2027-01-01T00:00:00Z"));
            return Optional.empty();
        }
    }

    private static void refuse(List<Violation> found) {
        if (!found.isEmpty()) {
            throw DELAY_INVALID.because("see errors").with(found);
        }
    }
}
