package city.huitong.opendata.api;

import static city.huitong.opendata.OpenDataProblem.AGREEMENT_INVALID;

import city.huitong.opendata.Agreement;
import city.huitong.opendata.ApplyForData.Application;
import city.huitong.platform.data.Days;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An agreement as its client and the department see it. */
@Schema(name = "DataAgreement", description = "数据利用协议: under it a client may read what is open under conditions")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AgreementJson(
        @Schema(required = true) UUID id,
        @Schema(required = true) String dataset,
        @Schema(required = true) UUID client,
        @Schema(required = true) String purpose,
        @Schema(required = true) String use,

        @Schema(
                required = true,
                enumeration = {"applied", "approved", "refused", "ended"})
        String state,

        @Schema(required = true) Instant appliedAt,

        @Schema(required = true, description = "The last day that was asked for")
        LocalDate until,

        @Schema(description = "When it was decided last") Optional<Instant> decidedAt,

        @Schema(description = "The department's words") Optional<String> reason,

        @Schema(description = "When it ends, or has ended") Optional<Instant> endsAt,

        @Schema(required = true, description = "SHA-256 of the words that were agreed to")
        String words) {

    private static final int LONGEST = 1_000;

    /** Others read it; official numbers do not belong there. */
    private static final Pattern NUMBER_IN_IT = Pattern.compile("[0-9]{15}");

    static AgreementJson of(Agreement agreement, Instant now) {
        return new AgreementJson(
                agreement.id(),
                agreement.dataset(),
                agreement.client(),
                agreement.purpose(),
                agreement.use(),
                agreement.stateAt(now).name().toLowerCase(Locale.ROOT),
                agreement.appliedAt(),
                agreement.until(),
                agreement.decided().map(Agreement.Decision::at),
                agreement.decided().flatMap(Agreement.Decision::reason),
                agreement.endsAt(),
                agreement.words());
    }

    /** What is asked for. */
    @Schema(name = "DataApplication")
    record ApplicationJson(
            @Schema(
                    required = true,
                    description = "What for, at most 1000 characters",
                    examples = "A study of enforcement by month")
            @Nullable
            String purpose,

            @Schema(
                    required = true,
                    description = "How the data is used and what is published of it, at most 1000 characters",
                    examples = "Charts of counts; the data itself is not passed on")
            @Nullable
            String use,

            @Schema(description = "The last day, at most a year ahead; default a year") @Nullable
            String until,

            @Schema(required = true, description = "SHA-256 of the words, as GET …/agreement-words gives it") @Nullable
            String words) {

        Application application() {
            var found = new ArrayList<Violation>();
            var what = text(found, "/purpose", purpose);
            var how = text(found, "/use", use);
            var day = day(found);
            var digest = words == null ? "" : words;
            if (!digest.matches("[0-9a-f]{64}")) {
                found.add(new Violation("/words", "wrong-pattern", "must be 64 hexadecimal digits"));
            }
            refuse(found);
            return new Application(what, how, day, digest);
        }

        private Optional<LocalDate> day(List<Violation> found) {
            var day = Optional.ofNullable(until).flatMap(Days::parse);
            if (until != null && day.isEmpty()) {
                found.add(new Violation("/until", "date-invalid", "must be a day, as 2027-06-30"));
            }
            return day;
        }
    }

    /** Why it is decided so. */
    @Schema(name = "AgreementDecision")
    record DecisionJson(
            @Schema(description = "In words, at most 1000 characters; the applicant sees it") @Nullable
            String reason) {

        static String required(@Nullable DecisionJson body) {
            var found = new ArrayList<Violation>();
            var reason = text(found, "/reason", body == null ? null : body.reason());
            refuse(found);
            return reason;
        }

        static Optional<String> optional(@Nullable DecisionJson body) {
            return body == null || body.reason() == null ? Optional.empty() : Optional.of(required(body));
        }
    }

    private static String text(List<Violation> found, String pointer, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            found.add(new Violation(pointer, "out-of-range", "must be a text of 1 to " + LONGEST + " characters"));
            return "";
        }
        if (NUMBER_IN_IT.matcher(text).find() || text.indexOf('\0') >= 0) {
            found.add(new Violation(pointer, "wrong-pattern", "must hold no official number and no control character"));
        }
        return text.strip();
    }

    private static void refuse(List<Violation> found) {
        if (!found.isEmpty()) {
            throw AGREEMENT_INVALID.because("see errors").with(found);
        }
    }
}
