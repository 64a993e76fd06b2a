package city.huitong.policy;

import city.huitong.policy.Benefit.Figure;
import java.util.List;
import java.util.Map;

/** Reads what a version gives. */
final class BenefitReader {

    private static final Map<String, BenefitPeriod> PERIODS =
            PolicyReader.words(BenefitPeriod.values(), BenefitPeriod::word);

    private final ExpressionReader expressions;

    BenefitReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    Benefit benefit(Place place) {
        place.allowing("period", "amount", "bands", "figures");
        BenefitPeriod period = place.at("period").oneOf(PERIODS, BenefitPeriod.ONCE);
        List<Figure> figures = place.has("figures") ? figures(place.at("figures")) : List.of();
        if (place.has("amount") == place.has("bands")) {
            place.wrong("amount", "must have either an amount or bands");
            return new Benefit(period, expressions.standInAmount(), List.of(), figures);
        }
        if (place.has("amount")) {
            return new Benefit(period, expressions.amount(place.at("amount")), List.of(), figures);
        }
        return new BandReader(expressions).benefit(place.at("bands"), period, figures);
    }

    private List<Figure> figures(Place place) {
        List<Place> places = place.items();
        Texts.unique(places, "id");
        return places.stream().map(this::figure).toList();
    }

    private Figure figure(Place place) {
        place.allowing("id", "amount", "otherwise", "text");
        return new Figure(
                Texts.id(place.at("id")),
                expressions.amount(place.at("amount")),
                place.optional("otherwise").map(expressions::amount),
                Texts.localized(place.at("text")));
    }
}
