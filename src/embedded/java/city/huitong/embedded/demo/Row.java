package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A record on its way to becoming a line: cells in the order in which they are written. */
record Row(List<Cell> cells) {

    /** What a cell holds, as far as spoiling it matters. */
    enum Kind {
        CODE,
        TEXT,
        DATE,
        OTHER
    }

    /**
     * One property.
     *
     * @param json the value as it stands in the line
     */
    record Cell(String name, Kind kind, String json) {
        String text() {
            return '"' + name + "\":" + json;
        }
    }

    private static final int FEN = 100;

    Row {
        cells = List.copyOf(cells);
    }

    static Row ofPerson(Person person) {
        return new Row(List.of()).code("citizen_number", person.number());
    }

    static Row ofHousehold(Household household) {
        return new Row(List.of()).text("household_number", household.number());
    }

    static Row ofFirm(Firm firm) {
        return new Row(List.of()).code("uscc", firm.code());
    }

    /** A number with a check character. */
    Row code(String name, String value) {
        return add(name, Kind.CODE, quoted(value));
    }

    Row text(String name, String value) {
        return add(name, Kind.TEXT, quoted(value));
    }

    Row date(String name, LocalDate value) {
        return add(name, Kind.DATE, quoted(value.toString()));
    }

    Row time(String name, OffsetDateTime value) {
        return add(name, Kind.OTHER, quoted(value.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
    }

    Row number(String name, long value) {
        return add(name, Kind.OTHER, Long.toString(value));
    }

    Row flag(String name, boolean value) {
        return add(name, Kind.OTHER, Boolean.toString(value));
    }

    /** Yuan, with decimals only where there are fen. */
    Row money(String name, long fen) {
        String yuan = Long.toString(fen / FEN);
        int rest = (int) (fen % FEN);
        return add(name, Kind.OTHER, rest == 0 ? yuan : yuan + '.' + Codes.padded(rest, 2));
    }

    /** Goes on only if the condition holds: how optional properties come to be absent. */
    Row when(boolean condition, UnaryOperator<Row> more) {
        return condition ? more.apply(this) : this;
    }

    Row with(String name, Row other) {
        Cell replacement = other.cells.getFirst();
        return map(cell -> cell.name().equals(name) ? replacement : cell);
    }

    Row map(UnaryOperator<Cell> change) {
        return new Row(cells.stream().map(change).toList());
    }

    Row without(Predicate<Cell> condition) {
        return new Row(cells.stream().filter(condition.negate()).toList());
    }

    Optional<Cell> first(Kind kind) {
        return cells.stream().filter(cell -> cell.kind() == kind).findFirst();
    }

    String line() {
        return cells.stream().map(Cell::text).collect(Collectors.joining(",", "{", "}"));
    }

    /** The line that takes the record back. */
    String withdrawal(List<String> key) {
        Stream<String> named =
                cells.stream().filter(cell -> key.contains(cell.name())).map(Cell::text);
        return Stream.concat(Stream.of("\"$withdraw\":true"), named).collect(Collectors.joining(",", "{", "}"));
    }

    Row add(String name, Kind kind, String json) {
        List<Cell> more = new ArrayList<>(cells);
        more.add(new Cell(name, kind, json));
        return new Row(more);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
