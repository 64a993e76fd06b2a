package city.huitong.embedded.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One dataset of the city.
 *
 * @param key properties that name a record, the subject's number first
 * @param absentPerMille how many records never arrive
 * @param slots how many records there may be
 * @param shape the record of a slot; most datasets leave many slots empty
 * @param former the record as it was once, for lines that are followed by a newer one
 * @param always slots whose record arrives whatever happens elsewhere
 */
record Section(
        String dataset,
        List<String> key,
        int absentPerMille,
        ToIntFunction<World> slots,
        Shape shape,
        UnaryOperator<Row> former,
        Always always) {

    /** How the record of a slot looks. */
    @FunctionalInterface
    interface Shape {
        Optional<Row> row(World world, int slot, Draw draw);
    }

    /** Which slots are sure to arrive. */
    @FunctionalInterface
    interface Always {
        boolean arrives(World world, int slot);
    }

    Section(
            String dataset,
            List<String> key,
            int absentPerMille,
            ToIntFunction<World> slots,
            Shape shape,
            UnaryOperator<Row> former) {
        this(dataset, key, absentPerMille, slots, shape, former, (_, _) -> false);
    }

    Section always(Always sure) {
        return new Section(dataset, key, absentPerMille, slots, shape, former, sure);
    }

    /** Every line, in the order of delivery: records first, then what happened to them later. */
    Stream<DemoLine> lines(World world) {
        int count = slots.applyAsInt(world);
        IntPredicate eventful = slot -> fate(world, slot) != Fate.KEPT;
        return Stream.concat(
                IntStream.range(0, count).boxed().flatMap(slot -> first(world, slot).stream()),
                IntStream.range(0, count).filter(eventful).boxed().flatMap(slot -> later(world, slot).stream()));
    }

    Fate fate(World world, int slot) {
        Fate drawn = Fate.drawn(world.draw(dataset + "/fate", slot), absentPerMille);
        return drawn.remains() || !always.arrives(world, slot) ? drawn : Fate.KEPT;
    }

    private Optional<DemoLine> first(World world, int slot) {
        return switch (fate(world, slot)) {
            case ABSENT -> Optional.empty();
            case WRONG -> row(world, slot).map(row -> wrong(row, world, slot));
            case CHANGED -> row(world, slot).map(former).map(Section::right);
            case KEPT, WRONG_LATER, WITHDRAWN -> row(world, slot).map(Section::right);
        };
    }

    private Optional<DemoLine> later(World world, int slot) {
        return switch (fate(world, slot)) {
            case KEPT, ABSENT, WRONG -> Optional.empty();
            case WRONG_LATER -> row(world, slot).map(former).map(row -> wrong(row, world, slot));
            case CHANGED -> row(world, slot).map(Section::right);
            case WITHDRAWN -> row(world, slot).map(row -> new DemoLine(row.withdrawal(key), false));
        };
    }

    private Optional<Row> row(World world, int slot) {
        return shape.row(world, slot, world.draw(dataset, slot));
    }

    private DemoLine wrong(Row row, World world, int slot) {
        return new DemoLine(Flaw.spoil(row, key, world.draw(dataset + "/flaw", slot)), true);
    }

    private static DemoLine right(Row row) {
        return new DemoLine(row.line(), false);
    }
}
