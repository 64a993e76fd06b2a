package city.huitong.matching;

import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * A version of a policy held against everybody, counted.
 *
 * @param asOf the day
 * @param version the first day of the version in force; the rest is about this one
 * @param subjects how many were asked about
 * @param eligible of those, entitled
 * @param undetermined of those, not to be said for missing facts
 * @param amountFen what the eligible get together in one period, in fen
 * @param missing by name of a fact: undetermined subjects of whom it is missing
 * @param nearly by id of a criterion: subjects that are not entitled and would be if just this one came out otherwise
 */
public record PolicyPicture(
        PolicyId policy,
        LocalDate asOf,
        LocalDate version,
        long subjects,
        long eligible,
        long undetermined,
        long amountFen,
        Map<String, Long> missing,
        Map<String, Long> nearly) {

    public PolicyPicture {
        missing = Map.copyOf(missing);
        nearly = Map.copyOf(nearly);
    }

    /** Not entitled, whatever the facts that may be missing are. */
    public long notEligible() {
        return subjects - eligible - undetermined;
    }

    /** What the eligible get on average in one period, in fen, rounded down; 0 when there are none. */
    public long averageFen() {
        return eligible == 0 ? 0 : amountFen / eligible;
    }

    /** The same of two parts of everybody together. */
    PolicyPicture plus(PolicyPicture other) {
        return new PolicyPicture(
                policy,
                asOf,
                version,
                subjects + other.subjects,
                eligible + other.eligible,
                undetermined + other.undetermined,
                amountFen + other.amountFen,
                sums(missing, other.missing),
                sums(nearly, other.nearly));
    }

    private static Map<String, Long> sums(Map<String, Long> some, Map<String, Long> more) {
        var sums = new HashMap<>(some);
        more.forEach((name, count) -> sums.merge(name, count, Long::sum));
        return sums;
    }
}
