package city.huitong.matching;

import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.PolicyColumns;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/** Counts what a version of a policy says about everybody. Computes; for worker threads. */
final class PictureEverybody {

    private final Policy policy;
    private final PolicyVersion version;
    private final LocalDate asOf;

    PictureEverybody(Policy policy, PolicyVersion version, LocalDate asOf) {
        this.policy = policy;
        this.version = version;
        this.asOf = asOf;
    }

    PolicyPicture of(List<Part> everybody) {
        return everybody.stream().map(this::of).reduce(PolicyPicture::plus).orElseGet(this::ofNobody);
    }

    private PolicyPicture ofNobody() {
        return picture(0, 0, 0, 0, Map.of(), Map.of());
    }

    private PolicyPicture of(Part part) {
        var columns = new PolicyColumns(part.segment(), policy, asOf);
        var outcomes = columns.decide(version, part.rows());
        var refused = RoaringBitmap.andNot(part.rows(), outcomes.eligible());
        refused.andNot(outcomes.undetermined());
        return picture(
                part.rows().getLongCardinality(),
                outcomes.eligible().getLongCardinality(),
                outcomes.undetermined().getLongCardinality(),
                amount(columns, outcomes.eligible()),
                missing(columns, outcomes.undetermined()),
                nearly(columns, refused));
    }

    private PolicyPicture picture(
            long subjects,
            long eligible,
            long undetermined,
            long amountFen,
            Map<String, Long> missing,
            Map<String, Long> nearly) {
        return new PolicyPicture(
                policy.id(),
                asOf,
                version.valid().from(),
                subjects,
                eligible,
                undetermined,
                amountFen,
                missing,
                nearly);
    }

    private long amount(PolicyColumns columns, RoaringBitmap eligible) {
        return eligible.stream().mapToLong(row -> columns.amount(version, row)).reduce(0, Math::addExact);
    }

    private Map<String, Long> missing(PolicyColumns columns, RoaringBitmap undetermined) {
        Map<String, Long> missing = new HashMap<>();
        facts().forEach(fact ->
                missing.put(fact, columns.without(fact, undetermined).getLongCardinality()));
        return missing;
    }

    private Stream<String> facts() {
        var needed = policy.needed(version).flatMap(expression -> expression.names().stream());
        return Stream.concat(version.facts().stream(), needed.filter(FactVocabulary::isFact))
                .distinct();
    }

    private Map<String, Long> nearly(PolicyColumns columns, RoaringBitmap refused) {
        Map<String, Long> nearly = new HashMap<>();
        version.eligible()
                .criteria()
                .forEach(criterion -> nearly.put(
                        criterion.id(),
                        columns.nearly(version, criterion.id(), refused).getLongCardinality()));
        return nearly;
    }
}
