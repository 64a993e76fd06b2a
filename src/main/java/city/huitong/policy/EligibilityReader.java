package city.huitong.policy;

import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the tree of criteria of one version. */
final class EligibilityReader {

    private static final int MOST_CRITERIA = 64;
    private static final int DEEPEST = 8;
    private static final String TOO_MANY_ALTERNATIVES =
            "there are more than %d ways to fulfil this, counted as alternatives; divide the policy"
                    .formatted(Alternatives.MOST);

    private final ExpressionReader expressions;
    private final List<Place> criteria = new ArrayList<>();

    EligibilityReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    Eligibility eligibility(Place place) {
        Eligibility tree = part(place, 1);
        Texts.unique(criteria, "id");
        if (criteria.size() > MOST_CRITERIA) {
            place.wrong("too-many", "a version has at most %d criteria".formatted(MOST_CRITERIA));
        }
        if (Alternatives.count(tree) > Alternatives.MOST) {
            place.wrong("too-many-alternatives", TOO_MANY_ALTERNATIVES);
        }
        return tree;
    }

    private Eligibility part(Place place, int depth) {
        if (depth > DEEPEST) {
            place.wrong("too-deep", "criteria are nested at most %d levels deep".formatted(DEEPEST));
            return standIn();
        }
        List<String> keys = place.keysIfObject();
        return switch (keys.size() == 1 ? keys.getFirst() : "") {
            case "all" -> group(place.at("all"), depth, AllOf::new);
            case "any" -> group(place.at("any"), depth, AnyOf::new);
            case "none" -> group(place.at("none"), depth, NoneOf::new);
            case "atLeast" -> atLeast(place.at("atLeast"), depth);
            default -> criterion(place);
        };
    }

    private Eligibility group(Place place, int depth, Function<List<Eligibility>, Eligibility> make) {
        List<Eligibility> parts = parts(place, depth);
        return parts.isEmpty() ? standIn() : make.apply(parts);
    }

    private Eligibility atLeast(Place place, int depth) {
        place.allowing("k", "of");
        List<Eligibility> parts = parts(place.at("of"), depth);
        long k = place.at("k").integer();
        if (k >= 1 && k <= parts.size()) {
            return new AtLeast((int) k, parts);
        }
        place.at("k").wrong("out-of-range", "must be from 1 to the number of parts");
        return standIn();
    }

    private List<Eligibility> parts(Place place, int depth) {
        List<Eligibility> parts = new ArrayList<>();
        for (Place item : place.someItems()) {
            parts.add(part(item, depth + 1));
        }
        return parts;
    }

    private Eligibility criterion(Place place) {
        if (!place.has("when")) {
            place.wrong("criterion", "must be a criterion {id, when, text} or one of all, any, none, atLeast");
            return standIn();
        }
        place.allowing("id", "when", "text", "legal");
        criteria.add(place);
        return new Criterion(
                Texts.id(place.at("id")),
                expressions.condition(place.at("when")),
                Texts.localized(place.at("text")),
                place.optional("legal").map(Place::text));
    }

    private Eligibility standIn() {
        return new Criterion("unreadable", expressions.standInCondition(), Texts.STAND_IN, Optional.empty());
    }
}
