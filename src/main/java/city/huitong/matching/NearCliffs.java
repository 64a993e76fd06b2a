package city.huitong.matching;

import city.huitong.expression.Value;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.policy.Cliff;
import city.huitong.policy.Policy;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Counts who is entitled and near a cliff that is at the same place for everybody. Computes; for worker threads. */
final class NearCliffs {

    private final Policy policy;
    private final LocalDate asOf;
    private final List<Cliff> cliffs;
    private final long[] near;

    NearCliffs(Policy policy, LocalDate asOf, List<Cliff> cliffs) {
        this.policy = policy;
        this.asOf = asOf;
        this.cliffs = cliffs;
        this.near = new long[cliffs.size()];
    }

    /**
     * A cliff and how many of the entitled are near.
     *
     * @param near 0 for one that is not at the same place for everybody
     */
    record NearCliff(Cliff cliff, long near) {}

    /** Each cliff, in the order given. */
    List<NearCliff> of(List<Part> everybody) {
        if (!cliffs.isEmpty()) {
            policy.inForceOn(asOf)
                    .ifPresent(version -> everybody.forEach(part -> new PolicyColumns(part.segment(), policy, asOf)
                            .decide(version, part.rows())
                            .eligible()
                            .forEach((int row) -> look(part, row))));
        }
        return IntStream.range(0, near.length)
                .mapToObj(i -> new NearCliff(cliffs.get(i), near[i]))
                .toList();
    }

    private void look(Part part, int row) {
        var facts = part.segment().facts(row);
        for (int i = 0; i < near.length; i++) {
            var cliff = cliffs.get(i);
            var value = cliff.fixed() ? facts.value(cliff.fact()) : null;
            if (value instanceof Value.Money(var fen) && cliff.isNear(fen)
                    || value instanceof Value.Int(var number) && cliff.isNear(number)) {
                near[i]++;
            }
        }
    }
}
