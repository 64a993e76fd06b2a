package city.huitong.policy;

import city.huitong.catalog.SubjectKind;
import city.huitong.expression.MissingReason;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.GoldenCase.Expectation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the golden cases of a policy; their facts must be facts of the city, of the type the catalogue says. */
final class CaseReader {

    private static final Map<String, Outcome> OUTCOMES = PolicyReader.words(Outcome.values(), Outcome::name);
    private static final Map<String, MissingReason> REASONS =
            PolicyReader.words(MissingReason.values(), MissingReason::word);

    private final SubjectKind subject;
    private final FactVocabulary vocabulary;

    CaseReader(SubjectKind subject, FactVocabulary vocabulary) {
        this.subject = subject;
        this.vocabulary = vocabulary;
    }

    List<GoldenCase> cases(Place place) {
        List<Place> places = place.items();
        Texts.unique(places, "name");
        return places.stream().map(this::golden).toList();
    }

    private GoldenCase golden(Place place) {
        place.allowing("name", "asOf", "facts", "absent", "expect");
        return new GoldenCase(
                place.at("name").text(),
                place.at("asOf").day(),
                place.has("facts") ? facts(place.at("facts")) : Map.of(),
                place.has("absent") ? reasons(place.at("absent")) : Map.of(),
                expectation(place.at("expect")));
    }

    private Map<String, Value> facts(Place place) {
        Map<String, Value> facts = new LinkedHashMap<>();
        for (String kind : place.keys()) {
            Place ofKind = place.at(kind);
            ofKind.keys().forEach(name -> addFact(kind + "." + name, ofKind.at(name), facts));
        }
        return facts;
    }

    private void addFact(String name, Place place, Map<String, Value> facts) {
        Optional<ValueType> type = typeOf(name);
        if (type.isEmpty()) {
            place.wrong("unknown-fact", "there is no fact %s that this policy may read".formatted(name));
            return;
        }
        facts.put(name, Values.of(type.get(), place));
    }

    /** In a case a link is a text, as who it links to is nobody. */
    private Optional<ValueType> typeOf(String name) {
        return vocabulary.linksOf(subject).contains(name)
                ? Optional.of(ValueType.TEXT)
                : vocabulary.typeOf(name, subject);
    }

    private Map<String, MissingReason> reasons(Place place) {
        Map<String, MissingReason> reasons = new LinkedHashMap<>();
        for (String name : place.keys()) {
            Place each = place.at(name);
            if (typeOf(name).isEmpty()) {
                each.wrong("unknown-fact", "there is no fact %s that this policy may read".formatted(name));
            }
            reasons.put(name, each.oneOf(REASONS, MissingReason.NOT_FOUND));
        }
        return reasons;
    }

    private Expectation expectation(Place place) {
        place.allowing("outcome", "amount", "figures", "missing", "reasons", "failed");
        return new Expectation(
                place.at("outcome").oneOf(OUTCOMES, Outcome.NOT_IN_FORCE),
                place.optional("amount").map(at -> OptionalLong.of(at.fen())).orElse(OptionalLong.empty()),
                place.has("figures") ? figures(place.at("figures")) : Map.of(),
                place.optional("missing").map(CaseReader::names),
                place.has("reasons") ? reasons(place.at("reasons")) : Map.of(),
                place.optional("failed").map(CaseReader::names));
    }

    private static Map<String, Long> figures(Place place) {
        Map<String, Long> figures = new LinkedHashMap<>();
        place.keys().forEach(id -> figures.put(id, place.at(id).fen()));
        return figures;
    }

    private static Set<String> names(Place place) {
        return place.items().stream().map(Place::text).collect(Collectors.toSet());
    }
}
