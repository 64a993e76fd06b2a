package city.huitong.policy;

import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the versions of a policy: when they are law, their figures, who and what. A version whose figures change while it is law
 * becomes several slices, each with the figures of its time.
 */
final class VersionReader {

    private final ExpressionCompiler compiler;
    private final SubjectKind subject;
    private final FactVocabulary vocabulary;
    private final Parameters parameters;

    VersionReader(ExpressionCompiler compiler, SubjectKind subject, FactVocabulary vocabulary, Parameters parameters) {
        this.compiler = compiler;
        this.subject = subject;
        this.vocabulary = vocabulary;
        this.parameters = parameters;
    }

    List<PolicyVersion> versions(Place place) {
        List<Place> places = place.someItems();
        List<Validity> periods = new ArrayList<>();
        List<PolicyVersion> slices = new ArrayList<>();
        for (Place each : places) {
            each.allowing("valid", "issued", "params", "eligible", "benefit");
            periods.add(validity(each.at("valid")));
            slices.addAll(slices(each, periods.size() - 1, periods.getLast()));
        }
        checkOrder(places, periods);
        return slices;
    }

    private List<PolicyVersion> slices(Place place, int written, Validity valid) {
        Map<String, Value> own = place.has("params") ? ownParams(place.at("params")) : Map.of();
        Set<String> used = Parameters.used(Objects.requireNonNullElse(place.value(), Map.of()));
        Optional<LocalDate> issued = place.optional("issued").map(Place::day);
        List<PolicyVersion> slices = new ArrayList<>();
        for (var from : parameters.cuts(valid, used)) {
            Map<String, Value> params = new LinkedHashMap<>(parameters.on(from, used));
            params.putAll(own);
            var cut = new Validity(
                    from, lastDay(valid, parameters.cuts(valid, used).higher(from)));
            var decided = Stream.concat(issued.stream(), parameters.issued(from, used).stream())
                    .max(LocalDate::compareTo);
            slices.add(slice(place, written, cut, decided, params));
        }
        return slices;
    }

    private static Optional<LocalDate> lastDay(Validity valid, @Nullable LocalDate next) {
        return next == null ? valid.to() : Optional.of(next.minusDays(1));
    }

    private PolicyVersion slice(
            Place place, int written, Validity valid, Optional<LocalDate> issued, Map<String, Value> params) {
        var expressions = new ExpressionReader(compiler, vocabulary.scope(subject, params));
        Eligibility eligible = new EligibilityReader(expressions).eligibility(place.at("eligible"));
        Benefit benefit = new BenefitReader(expressions, vocabulary.linksOf(subject)).benefit(place.at("benefit"));
        return new PolicyVersion(written, valid, issued, params, eligible, benefit);
    }

    private Map<String, Value> ownParams(Place place) {
        Map<String, Value> params = Parameters.plain(place);
        params.keySet().stream()
                .filter(parameters::has)
                .forEach(name -> place.at(name).wrong("not-unique", "is given for all versions, too"));
        return params;
    }

    private static Validity validity(Place place) {
        int wrongBefore = place.countWrong();
        place.allowing("from", "to");
        LocalDate from = place.at("from").day();
        Optional<LocalDate> to = place.optional("to").map(Place::day);
        if (place.countWrong() == wrongBefore && to.isPresent() && to.get().isBefore(from)) {
            place.at("to").wrong("period", "must not be before " + from);
        }
        return to.isPresent() && to.get().isBefore(from)
                ? new Validity(from, Optional.empty())
                : new Validity(from, to);
    }

    /** A version must be over before the next one begins. */
    private static void checkOrder(List<Place> places, List<Validity> periods) {
        for (int i = 1; i < periods.size(); i++) {
            Validity earlier = periods.get(i - 1);
            Validity later = periods.get(i);
            if (readable(earlier) && readable(later) && !earlier.endsBefore(later)) {
                places.get(i).at("valid").wrong("period-overlap", overlap(earlier));
            }
        }
    }

    private static boolean readable(Validity valid) {
        return !valid.from().equals(Place.SOME_DAY);
    }

    private static String overlap(Validity earlier) {
        return earlier.to()
                .map(to -> "must begin after %s, the last day of the version before".formatted(to))
                .orElse(
                        "the version before has no last day: give it one (`to`) and list versions in the order of time");
    }
}
