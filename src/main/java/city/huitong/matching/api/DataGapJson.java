package city.huitong.matching.api;

import city.huitong.catalog.Catalog;
import city.huitong.matching.PolicyPicture;
import city.huitong.matching.SmallCells;
import city.huitong.matching.ToldPicture;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fact that keeps decisions open, as answered. */
@Schema(name = "SharingGap", description = "A fact whose absence keeps decisions open, and what waits for it")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DataGapJson(
        String fact,
        Optional<String> dataset,
        Optional<String> department,

        @Schema(description = "The policies that wait for it, by id")
        List<String> policies,

        @Schema(
                description =
                        "Undecided cases in which it is missing, over all policies of which that number is told; left out when"
                                + " there is none")
        Optional<Long> cases,

        @Schema(
                description =
                        "An estimate, in fen a period: the undecided cases of each policy times what its eligible get"
                                + " on average")
        Optional<Long> waitingFen) {

    /** What is missing, the most money first. */
    static List<DataGapJson> of(List<PolicyPicture> pictures, Catalog catalog) {
        Map<String, List<PolicyPicture>> byFact = new HashMap<>();
        pictures.forEach(picture -> picture.missing().forEach((fact, count) -> {
            if (count > 0) {
                byFact.computeIfAbsent(fact, _ -> new ArrayList<>()).add(picture);
            }
        }));
        return byFact.entrySet().stream()
                .map(fact -> of(fact.getKey(), fact.getValue(), catalog))
                .sorted(Comparator.comparingLong((DataGapJson gap) -> -gap.waitingFen.orElse(0L))
                        .thenComparingLong(gap -> -gap.cases.orElse(0L))
                        .thenComparing(gap -> gap.fact))
                .toList();
    }

    private static DataGapJson of(String name, List<PolicyPicture> open, Catalog catalog) {
        var dataset = catalog.fact(name).flatMap(fact -> catalog.dataset(fact.dataset()));
        var told = open.stream()
                .map(picture -> new Waiting(
                        ToldPicture.of(picture).missing().getOrDefault(name, Optional.empty()),
                        SmallCells.told(picture.eligible()).map(_ -> picture.averageFen())))
                .filter(waiting -> waiting.cases().isPresent())
                .toList();
        var cases = told.stream().mapToLong(each -> each.cases().orElse(0L)).sum();
        var fen = told.stream().mapToLong(Waiting::fen).sum();
        return new DataGapJson(
                name,
                dataset.map(each -> each.id().value()),
                dataset.map(each -> each.department().value()),
                open.stream().map(picture -> picture.policy().value()).sorted().toList(),
                told.isEmpty() ? Optional.empty() : Optional.of(cases),
                told.isEmpty() ? Optional.empty() : Optional.of(fen));
    }

    /**
     * What waits for a fact in one policy, as far as it is told.
     *
     * @param averageFen what its eligible get on average; empty where they are too few
     */
    private record Waiting(Optional<Long> cases, Optional<Long> averageFen) {

        long fen() {
            return cases.orElse(0L) * averageFen.orElse(0L);
        }
    }
}
