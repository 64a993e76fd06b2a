package city.huitong.policy;

import city.huitong.expression.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The figures of a policy that are dated apart from its versions: {@code line: {values: [{from: 2021-07-01, value: {yuan: 1330}}]}}.
 * A new figure is one line more, not another copy of a version.
 */
final class Parameters {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,48}");
    private static final Pattern USE = Pattern.compile("\\bparams\\.([a-z][A-Za-z0-9]*)");

    /** A figure from a day on. */
    private record Dated(LocalDate from, Optional<LocalDate> issued, Value value) {}

    private record Parameter(Place place, List<Dated> values) {

        Optional<Dated> on(LocalDate day) {
            return values.stream().filter(each -> !each.from.isAfter(day)).reduce((_, later) -> later);
        }
    }

    private final Map<String, Parameter> all = new LinkedHashMap<>();

    /** The figures of all versions; a plain one is the same at all times. */
    Parameters(Optional<Place> place) {
        place.ifPresent(at -> names(at).forEach(name -> all.put(name, parameter(at.at(name)))));
    }

    /** The figures of one version alone. */
    static Map<String, Value> plain(Place place) {
        Map<String, Value> params = new LinkedHashMap<>();
        names(place).forEach(name -> params.put(name, Values.parameter(place.at(name))));
        return params;
    }

    private static List<String> names(Place place) {
        List<String> names = new ArrayList<>();
        for (String name : place.keys()) {
            if (NAME.matcher(name).matches()) {
                names.add(name);
            } else {
                place.at(name).wrong("format", "the name of a parameter is in camelCase");
            }
        }
        return names;
    }

    private static Parameter parameter(Place place) {
        if (!place.has("values")) {
            return new Parameter(place, List.of(new Dated(LocalDate.MIN, Optional.empty(), Values.parameter(place))));
        }
        place.allowing("values");
        List<Place> places = place.at("values").someItems();
        List<Dated> values = new ArrayList<>();
        for (Place each : places) {
            Dated dated = dated(each);
            if (!values.isEmpty()) {
                checkFollows(each, values.getLast(), dated);
            }
            values.add(dated);
        }
        return new Parameter(place, values);
    }

    private static Dated dated(Place place) {
        place.allowing("from", "issued", "value");
        return new Dated(
                place.at("from").day(), place.optional("issued").map(Place::day), Values.parameter(place.at("value")));
    }

    private static void checkFollows(Place place, Dated before, Dated dated) {
        boolean readable = !before.from.equals(Place.SOME_DAY) && !dated.from.equals(Place.SOME_DAY);
        if (readable && !dated.from.isAfter(before.from)) {
            place.at("from")
                    .wrong("period-overlap", "must be after " + before.from + ", from which the value before holds");
        }
        if (dated.value.type() != before.value.type()) {
            place.at("value")
                    .wrong(
                            "wrong-type",
                            "must be %s as before".formatted(before.value.type().phrase()));
        }
    }

    /** The names that a part of the document uses. */
    static Set<String> used(Object tree) {
        Set<String> used = new HashSet<>();
        texts(tree).forEach(text -> USE.matcher(text).results().forEach(match -> used.add(match.group(1))));
        return used;
    }

    private static Stream<String> texts(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> map.values().stream().flatMap(Parameters::texts);
            case List<?> list -> list.stream().flatMap(Parameters::texts);
            case String text -> Stream.of(text);
            default -> Stream.of();
        };
    }

    /** Whether there is one of this name for all versions. */
    boolean has(String name) {
        return all.containsKey(name);
    }

    /** The days within a period on which one of these figures changes, and the first day of the period. */
    NavigableSet<LocalDate> cuts(Validity valid, Set<String> names) {
        var cuts = new TreeSet<LocalDate>();
        cuts.add(valid.from());
        named(names)
                .flatMap(each -> each.values.stream())
                .map(Dated::from)
                .filter(valid::covers)
                .forEach(cuts::add);
        return cuts;
    }

    /** The figures of these names on a day; notes each that has none yet, and takes its first instead. */
    Map<String, Value> on(LocalDate day, Set<String> names) {
        Map<String, Value> params = new LinkedHashMap<>();
        all.forEach((name, each) -> {
            if (names.contains(name) && !each.values.isEmpty()) {
                params.put(name, each.on(day).orElseGet(() -> early(each, day)).value);
            }
        });
        return params;
    }

    private static Dated early(Parameter parameter, LocalDate day) {
        parameter.place.wrong("parameter-gap", "has no value on %s, when a version that uses it begins".formatted(day));
        return parameter.values.getFirst();
    }

    /** The latest day on which one of these figures, as it is on a day, was decided. */
    Optional<LocalDate> issued(LocalDate day, Set<String> names) {
        return named(names)
                .flatMap(each -> each.on(day).stream())
                .flatMap(each -> each.issued.stream())
                .max(LocalDate::compareTo);
    }

    private Stream<Parameter> named(Set<String> names) {
        return all.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(Map.Entry::getValue);
    }
}
