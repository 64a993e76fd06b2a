package city.huitong.consent.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.consent.BreakGlassQueries;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often somebody's data was opened by two people. */
@Schema(name = "BreakGlassCounts")
record BreakGlassCountsJson(
        @Schema(description = "First month, as 2026-01") String from,

        @Schema(description = "Last month, which has ended") String to,

        @Schema(description = "Months and bases without any are left out")
        List<CountJson> counts) {

    private static final int MOST_MONTHS = 120;

    /** Of one month and legal basis. */
    @Schema(name = "BreakGlassCount")
    record CountJson(
            @Schema(description = "Month of the approval in the city's time")
            String month,

            @Schema(description = "Code of the legal basis") String basis,

            @Schema(description = "How many were approved") long approved) {}

    /** Months from and to, both included. */
    record Months(YearMonth from, YearMonth to) {}

    /** Reads the months; fails with {@code request-invalid}. */
    static Months months(@Nullable String from, @Nullable String to, LocalDate today) {
        var lastEnded = YearMonth.from(today).minusMonths(1);
        var last = to == null ? lastEnded : month("to", to);
        var until = last.isAfter(lastEnded) ? lastEnded : last;
        var first = from == null ? until.minusMonths(11) : month("from", from);
        if (first.plusMonths(MOST_MONTHS).isBefore(until)) {
            throw refused("from", "must be at most " + MOST_MONTHS + " months before the last one");
        }
        return new Months(first, until);
    }

    static BreakGlassCountsJson of(Months months, List<BreakGlassQueries.Count> counts) {
        return new BreakGlassCountsJson(
                months.from.toString(),
                months.to.toString(),
                counts.stream()
                        .map(count -> new CountJson(count.month().toString(), count.basis(), count.approved()))
                        .toList());
    }

    private static YearMonth month(String parameter, String text) {
        if (!text.matches("[0-9]{4}-(0[1-9]|1[0-2])") || text.startsWith("0000")) {
            throw refused(parameter, "must be a month as 2026-01");
        }
        return YearMonth.parse(text);
    }

    private static Problem refused(String parameter, String sentence) {
        return REQUEST_INVALID
                .because(parameter + " " + sentence)
                .with(List.of(new Violation("?" + parameter, "wrong-pattern", sentence)));
    }
}
