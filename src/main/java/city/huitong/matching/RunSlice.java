package city.huitong.matching;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The part of a run that one worker has at a time: the subjects of some shards, in the order of their pseudonyms. Two slices share no shard
 * and so no lock of the matching; a process that dies leaves its slices to others, who go on after the last subject done.
 *
 * @param run whose part it is
 * @param publication the number of the policy's publication when the run began
 * @param asOf the day that is asked about
 * @param number which of the run's slices
 * @param position the last subject done
 */
public record RunSlice(
        UUID run,
        PolicyId policy,
        int publication,
        LocalDate asOf,
        int number,
        ShardRange shards,
        Optional<SubjectId> position) {

    /** Below this, claiming slices and finishing them would be much of the work. */
    private static final long FEWEST_SUBJECTS = 5_000;

    /** Enough for every process of a city; more rows would be of no use when ten thousand runs begin at midnight. */
    private static final int MOST = 64;

    /** The shards of each slice of a run over so many subjects. */
    public static List<ShardRange> divide(long subjects) {
        return ShardRange.split(Math.clamp(Long.highestOneBit(subjects / FEWEST_SUBJECTS), 1, MOST));
    }

    /** The same after a step. */
    RunSlice after(SubjectId last) {
        return new RunSlice(run, policy, publication, asOf, number, shards, Optional.of(last));
    }
}
