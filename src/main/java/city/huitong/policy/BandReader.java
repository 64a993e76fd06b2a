package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.ValueType;
import city.huitong.policy.Benefit.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

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

    /** A row as written; without a last value it reaches up to the next row. */
    private record Row(long from, OptionalLong to, long fen) {}

    /** The table as the steps it means. */
    record Table(Expression amount, List<Band> bands) {}

    Table table(Place place) {
        int wrongBefore = place.countWrong();
        place.allowing("on", "rows");
        Expression on = measure(place.at("on"));
        List<Band> bands = rows(place.at("rows"), on.type() == ValueType.MONEY);
        Expression amount = place.countWrong() > wrongBefore
                ? expressions.standInAmount()
                : expressions.compiled(conditional(on, 0, bands), place, NOTHING);
        return new Table(amount, bands);
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
        List<Row> rows = new ArrayList<>();
        for (Place each : places) {
            Row row = row(each, overMoney);
            if (!rows.isEmpty()) {
                checkFollows(each, rows.getLast(), row, overMoney);
            }
            rows.add(row);
        }
        return bands(rows);
    }

    /** Where a row says its last value, the next one must begin right after it. */
    private static void checkFollows(Place place, Row before, Row row, boolean overMoney) {
        if (row.from() <= before.from()) {
            place.wrong("bands-order", "lower bounds must ascend");
        } else if (before.to().isPresent() && row.from() <= before.to().getAsLong()) {
            place.wrong(
                    "bands-overlap",
                    "must begin after %s, where the row before ends".formatted(last(before, overMoney)));
        } else if (before.to().isPresent() && row.from() > before.to().getAsLong() + 1) {
            place.wrong("bands-hole", "leaves a hole: the row before ends at %s".formatted(last(before, overMoney)));
        }
    }

    private static String last(Row row, boolean overMoney) {
        long to = row.to().orElseThrow();
        return overMoney ? Yuan.written(to) : Long.toString(to);
    }

    /** Above a last row that ends the amount is 0 again. */
    private static List<Band> bands(List<Row> rows) {
        List<Band> bands = new ArrayList<>();
        rows.forEach(row -> bands.add(new Band(row.from(), row.fen())));
        if (!rows.isEmpty()) {
            rows.getLast().to().ifPresent(to -> bands.add(new Band(to + 1, 0)));
        }
        return bands;
    }

    private static Row row(Place place, boolean overMoney) {
        if (!place.keysIfObject().isEmpty()) {
            return named(place, overMoney);
        }
        List<Place> pair = place.items();
        if (pair.size() != 2) {
            place.wrong("wrong-type", "must be [lower bound, amount in yuan], or {from, to, yuan}");
            return new Row(Long.MAX_VALUE, OptionalLong.empty(), 0);
        }
        return new Row(bound(pair.getFirst(), overMoney), OptionalLong.empty(), amount(pair.getLast()));
    }

    private static Row named(Place place, boolean overMoney) {
        place.allowing("from", "to", "yuan");
        long from = bound(place.at("from"), overMoney);
        OptionalLong to = place.optional("to")
                .map(at -> OptionalLong.of(bound(at, overMoney)))
                .orElse(OptionalLong.empty());
        if (to.isPresent() && to.getAsLong() < from) {
            place.at("to").wrong("bands-order", "must not be below from");
        }
        return new Row(from, to, amount(place.at("yuan")));
    }

    private static long bound(Place place, boolean overMoney) {
        return overMoney ? place.fen() : place.integer();
    }

    private static long amount(Place place) {
        long fen = place.fen();
        if (fen < 0) {
            place.wrong("out-of-range", "an amount is not negative");
        }
        return fen;
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
