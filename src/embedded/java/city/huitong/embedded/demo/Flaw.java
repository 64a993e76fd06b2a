package city.huitong.embedded.demo;

import city.huitong.embedded.demo.Row.Cell;
import city.huitong.embedded.demo.Row.Kind;
import java.util.List;
import java.util.Optional;

/** The ways in which a line can be wrong. Each breaks the format for certain; none is a matter of opinion. */
enum Flaw {
    /** The line ends in the middle. */
    MALFORMED,
    /** A number whose check character is wrong. */
    CHECK_DIGIT,
    /** The thirtieth of February. */
    NO_SUCH_DATE,
    /** A number where a text must be. */
    NUMBER_FOR_TEXT,
    /** A property that the schema does not know. */
    UNKNOWN_PROPERTY,
    /** A property that is there twice. */
    DUPLICATE_PROPERTY,
    /** The subject's number, or another part of the key, is not there. */
    MISSING_KEY;

    private static final List<Flaw> ALL = List.of(values());

    static String spoil(Row row, List<String> key, Draw draw) {
        Flaw flaw = draw.pick(ALL);
        return flaw.spoilt(row, key).orElseGet(() -> truncated(row));
    }

    /** The wrong line; empty if the record has nothing that could be wrong in this way. */
    private Optional<String> spoilt(Row row, List<String> key) {
        return switch (this) {
            case MALFORMED -> Optional.of(truncated(row));
            case CHECK_DIGIT -> row.first(Kind.CODE).map(cell -> replaced(row, cell, Codes.misspelt(bare(cell))));
            case NO_SUCH_DATE -> row.first(Kind.DATE).map(cell -> replaced(row, cell, "2025-02-30"));
            case NUMBER_FOR_TEXT -> row.first(Kind.TEXT).map(cell -> written(row, cell, "7"));
            case UNKNOWN_PROPERTY -> Optional.of(row.text("remark", "待核").line());
            case DUPLICATE_PROPERTY -> Optional.of(twice(row));
            case MISSING_KEY ->
                Optional.of(
                        row.without(cell -> cell.name().equals(key.getFirst())).line());
        };
    }

    private static String truncated(Row row) {
        String line = row.line();
        return line.substring(0, line.length() * 2 / 3);
    }

    private static String twice(Row row) {
        Cell last = row.cells().getLast();
        return row.add(last.name(), last.kind(), last.json()).line();
    }

    private static String replaced(Row row, Cell cell, String text) {
        return written(row, cell, '"' + text + '"');
    }

    private static String written(Row row, Cell cell, String json) {
        Cell wrong = new Cell(cell.name(), cell.kind(), json);
        return row.map(each -> each.equals(cell) ? wrong : each).line();
    }

    private static String bare(Cell cell) {
        return cell.json().substring(1, cell.json().length() - 1);
    }
}
