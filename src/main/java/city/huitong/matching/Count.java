package city.huitong.matching;

import city.huitong.catalog.SubjectKind;
import city.huitong.matching.columns.Part;
import city.huitong.policy.Policy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A {@link Question} with its policies at hand: can be answered for any columns. Computes; for worker threads. */
@FunctionalInterface
interface Count {

    /** The answer for these columns. */
    Answer of(Function<SubjectKind, List<Part>> columns);

    /** Those of the policies that are law on the day are held against the columns. */
    static Count pictures(List<Policy> policies, LocalDate asOf) {
        return columns -> new Answer.Pictures(policies.stream()
                .flatMap(policy -> policy.inForceOn(asOf).stream()
                        .map(version ->
                                new PictureEverybody(policy, version, asOf).of(columns.apply(policy.subject()))))
                .toList());
    }

    /** The law beside what is proposed. */
    static Count comparison(Policy law, Policy proposed, LocalDate asOf, Optional<String> groupedBy) {
        return columns -> new Answer.Comparison(
                new CompareEverybody(law, proposed, asOf, groupedBy).of(columns.apply(proposed.subject())));
    }
}
