package city.huitong.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a proposed policy has shown: the second person's evidence. Kept as it was seen. Holds numbers and made-up facts only, never a
 * real subject's.
 *
 * @param cases how many golden cases it has; all of them pass, or there would be no proposal
 * @param coverage how often they have seen each criterion hold, fail and stay open
 * @param boundaries what comes out just below, at and just above each threshold, and around the days on which versions begin and end
 * @param parity what the engines said about made-up subjects
 * @param effects what it would do to everybody, compared with what is law
 * @param checkedAt UTC
 */
public record GateReport(
        int cases,
        List<Criterion> coverage,
        List<Boundary> boundaries,
        Parity parity,
        List<Effect> effects,
        Instant checkedAt) {

    public GateReport {
        coverage = List.copyOf(coverage);
        boundaries = List.copyOf(boundaries);
        effects = List.copyOf(effects);
    }

    /** How often the cases have seen a criterion come out how. */
    public record Criterion(String id, String when, int holds, int fails, int open) {

        static Criterion of(Coverage.Seen seen) {
            return new Criterion(
                    seen.criterion(),
                    seen.when(),
                    seen.times(Truth.TRUE),
                    seen.times(Truth.FALSE),
                    seen.times(Truth.MISSING));
        }
    }

    /**
     * One made-up case beside a boundary.
     *
     * @param of a criterion's id, {@code amount}, or {@code validity}
     * @param like the golden case whose facts it has otherwise
     * @param fact what is moved; for a validity the day asked about, {@code asOf}
     * @param step -1, 0 or 1: just before the boundary, the first value behind it, one more
     * @param value whole number, fen, or day
     * @param amountFen per period; empty unless eligible
     */
    public record Boundary(
            String of,
            String like,
            String fact,
            int step,
            String value,
            LocalDate asOf,
            Outcome outcome,
            Optional<Long> amountFen) {}

    /**
     * Whether all engines say the same about the same made-up subjects.
     *
     * @param subjects how many, spread over the versions
     * @param seed from which the subjects are made anew
     * @param eligible how many of them are
     * @param undetermined of how many it cannot be said
     * @param celAnswers how many criteria of subjects dev.cel's own runtime had an answer for
     * @param differences what the engines did not agree about; a policy with any is not proposed
     */
    public record Parity(
            int subjects, long seed, int eligible, int undetermined, long celAnswers, List<String> differences) {

        public Parity {
            differences = List.copyOf(differences);
        }
    }

    /**
     * What it would do to everybody on a day, with facts as they are. Numbers of one to nine subjects are left out, and with them
     * what would give them away.
     *
     * @param notCounted why there are no numbers; empty when there are
     */
    public record Effect(
            LocalDate asOf,
            Optional<String> notCounted,
            Optional<Long> subjects,
            Optional<Long> before,
            Optional<Long> after,
            Optional<Long> gain,
            Optional<Long> lose,
            Optional<Long> more,
            Optional<Long> less,
            Optional<Long> costBeforeFen,
            Optional<Long> costAfterFen) {

        /** Nothing was counted. */
        public static Effect notCounted(LocalDate asOf, String why) {
            return new Effect(
                    asOf,
                    Optional.of(why),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
