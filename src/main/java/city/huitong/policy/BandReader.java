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
                : expressions.compiled(conditional(on, 0, bands), place, NOTHING);
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

    /** The amount {@code below} up to the first row; halves the rows at each question, so that long tables stay quick. */
    private static String conditional(Expression on, long below, List<Band> rows) {
        if (rows.isEmpty()) {
            return yuan(below);
        }
        int middle = rows.size() / 2;
        Band row = rows.get(middle);
        return "(%s) >= %s ? (%s) : (%s)"
                .formatted(
                        on.source(),
                        on.type() == ValueType.MONEY ? yuan(row.from()) : Long.toString(row.from()),
                        conditional(on, row.fen(), rows.subList(middle + 1, rows.size())),
                        conditional(on, below, rows.subList(0, middle)));
    }

    private static String yuan(long fen) {
        return "yuan(%s)".formatted(Yuan.written(fen));
    }
}
