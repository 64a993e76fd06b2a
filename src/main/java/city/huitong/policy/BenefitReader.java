package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.Node;
import city.huitong.expression.ValueType;
import city.huitong.policy.BandReader.Table;
import city.huitong.policy.Benefit.Figure;
import city.huitong.policy.Benefit.Proration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a version gives. */
final class BenefitReader {

    private static final Map<String, BenefitPeriod> PERIODS =
            PolicyReader.words(BenefitPeriod.values(), BenefitPeriod::word);
    private static final int MOST_MONTHS = 1_200;
    private static final String NOTHING = "yuan(0)";

    private final ExpressionReader expressions;
    private final Set<String> links;

    /** @param links facts of the subject that can name a payee */
    BenefitReader(ExpressionReader expressions, Set<String> links) {
        this.expressions = expressions;
        this.links = links;
    }

    Benefit benefit(Place place) {
        place.allowing("period", "amount", "bands", "cap", "floor", "figures", "payee", "prorate");
        BenefitPeriod period = place.at("period").oneOf(PERIODS, BenefitPeriod.ONCE);
        List<Figure> figures = place.has("figures") ? figures(place.at("figures")) : List.of();
        Table table = table(place);
        return new Benefit(
                period,
                limited(limited(table.amount(), place, "floor", "max"), place, "cap", "min"),
                table.bands(),
                figures,
                place.optional("payee").flatMap(this::payee),
                place.optional("prorate").map(at -> proration(at, period)));
    }

    private Table table(Place place) {
        if (place.has("amount") == place.has("bands")) {
            place.wrong("amount", "must have either an amount or bands");
            return new Table(expressions.standInAmount(), List.of());
        }
        return place.has("amount")
                ? new Table(expressions.amount(place.at("amount")), List.of())
                : new BandReader(expressions).table(place.at("bands"));
    }

    /** A limit becomes part of the amount, so that only one form of amount is ever decided or translated. */
    private Expression limited(Expression amount, Place place, String key, String function) {
        int wrongBefore = place.countWrong();
        Optional<Expression> limit = place.optional(key).map(expressions::amount);
        return limit.isEmpty()
                        || place.countWrong() > wrongBefore
                        || amount.source().equals(NOTHING)
                ? amount
                : expressions.compiled(
                        "%s(%s, %s)"
                                .formatted(
                                        function, amount.source(), limit.get().source()),
                        place.at(key),
                        NOTHING);
    }

    /** The fact of a link is the pseudonym of who is paid. Expressions cannot read it, so nothing can be decided by it. */
    private Optional<Expression> payee(Place place) {
        String name = place.text();
        if (!links.contains(name)) {
            place.wrong("unknown-payee", "must be a fact that links to who is paid; there are " + links);
            return Optional.empty();
        }
        return Optional.of(new Expression(name, ValueType.TEXT, new Node.Variable(name, ValueType.TEXT), Set.of(name)));
    }

    private Proration proration(Place place, BenefitPeriod period) {
        place.allowing("since", "months");
        if (period == BenefitPeriod.ONCE) {
            place.wrong("period", "a single amount has no period that could be shortened");
        }
        long months = place.at("months").integer();
        if (months < 1 || months > MOST_MONTHS) {
            place.at("months").wrong("out-of-range", "must be from 1 to %d".formatted(MOST_MONTHS));
        }
        return new Proration(expressions.date(place.at("since")), Math.clamp(months, 1, MOST_MONTHS));
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
