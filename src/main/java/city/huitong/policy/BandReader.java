package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.ValueType;
import city.huitong.policy.Benefit.Band;
import city.huitong.policy.Benefit.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table of amounts and makes it the conditional expression it means, so that only one form of amount is ever decided
 * or translated. Below the lowest row the amount is 0.
 */
final class BandReader {

    private static final int MOST_ROWS = 32;
    private static final String NOTHING = "yuan(0)";

    private final ExpressionReader expressions;

    BandReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    Benefit benefit(Place place, BenefitPeriod period, List<Figure> figures) {
        int wrongBefore = place.countWrong();
        place.allowing("on", "rows");
        Expression on = measure(place.at("on"));
        List<Band> bands = rows(place.at("rows"), on.type() == ValueType.MONEY);
        Expression amount = place.countWrong() > wrongBefore
                ? expressions.standInAmount()
                : expressions.compiled(conditional(on, bands), place, NOTHING);
        return new Benefit(period, amount, bands, figures);
    }

    private Expression measure(Place place) {
        int wrongBefore = place.countWrong();
        Expression on = expressions.any(place, NOTHING);
        boolean counts = on.type() == ValueType.INT || on.type() == ValueType.MONEY;
        if (place.countWrong() == wrongBefore && !counts) {
            place.wrong("expression-type", "bands are over a whole number or money");
        }
        return on;
    }

    private static List<Band> rows(Place place, boolean overMoney) {
        List<Place> places = place.someItems();
        if (places.size() > MOST_ROWS) {
            place.wrong("too-many", "a table has at most %d rows".formatted(MOST_ROWS));
        }
        List<Band> bands = new ArrayList<>();
        for (Place row : places) {
            Band band = row(row, overMoney);
            if (!bands.isEmpty() && band.from() <= bands.getLast().from()) {
                row.wrong("bands-order", "lower bounds must ascend");
            }
            bands.add(band);
        }
        return bands;
    }

    private static Band row(Place place, boolean overMoney) {
        List<Place> pair = place.items();
        if (pair.size() != 2) {
            place.wrong("wrong-type", "must be [lower bound, amount in yuan]");
            return new Band(Long.MAX_VALUE, 0);
        }
        Place bound = pair.getFirst();
        long fen = pair.getLast().fen();
        if (fen < 0) {
            pair.getLast().wrong("out-of-range", "an amount is not negative");
        }
        return new Band(overMoney ? bound.fen() : bound.integer(), fen);
    }

    /** From the highest row down: the first bound that is reached gives the amount. */
    private static String conditional(Expression on, List<Band> bands) {
        boolean money = on.type() == ValueType.MONEY;
        StringBuilder source = new StringBuilder();
        for (Band band : bands.reversed()) {
            String bound = money ? yuan(band.from()) : Long.toString(band.from());
            source.append("(%s) >= %s ? %s : ".formatted(on.source(), bound, yuan(band.fen())));
        }
        return source.append(NOTHING).toString();
    }

    private static String yuan(long fen) {
        return "yuan(%s)".formatted(Yuan.written(fen));
    }
}
