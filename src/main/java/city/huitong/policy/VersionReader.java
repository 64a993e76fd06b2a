package city.huitong.policy;

import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the versions of a policy: when they are law, their figures, who and what. */
final class VersionReader {

    private static final Pattern PARAM = Pattern.compile("[a-z][A-Za-z0-9]{0,48}");

    private final ExpressionCompiler compiler;
    private final SubjectKind subject;
    private final FactVocabulary vocabulary;

    VersionReader(ExpressionCompiler compiler, SubjectKind subject, FactVocabulary vocabulary) {
        this.compiler = compiler;
        this.subject = subject;
        this.vocabulary = vocabulary;
    }

    List<PolicyVersion> versions(Place place) {
        List<Place> places = place.someItems();
        List<PolicyVersion> versions = new ArrayList<>();
        for (Place each : places) {
            versions.add(version(each));
        }
        checkOrder(places, versions);
        return versions;
    }

    private PolicyVersion version(Place place) {
        place.allowing("valid", "params", "eligible", "benefit");
        Validity valid = validity(place.at("valid"));
        Map<String, Value> params = place.has("params") ? params(place.at("params")) : Map.of();
        var expressions = new ExpressionReader(compiler, vocabulary.scope(subject, params));
        Eligibility eligible = new EligibilityReader(expressions).eligibility(place.at("eligible"));
        Benefit benefit = new BenefitReader(expressions).benefit(place.at("benefit"));
        return new PolicyVersion(valid, params, eligible, benefit);
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

    private static Map<String, Value> params(Place place) {
        Map<String, Value> params = new LinkedHashMap<>();
        for (String name : place.keys()) {
            Place each = place.at(name);
            if (!PARAM.matcher(name).matches()) {
                each.wrong("format", "the name of a parameter is in camelCase");
            } else {
                params.put(name, Values.parameter(each));
            }
        }
        return params;
    }

    /** A version must be over before the next one begins. */
    private static void checkOrder(List<Place> places, List<PolicyVersion> versions) {
        for (int i = 1; i < versions.size(); i++) {
            Validity earlier = versions.get(i - 1).valid();
            Validity later = versions.get(i).valid();
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
