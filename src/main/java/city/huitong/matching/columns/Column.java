package city.huitong.matching.columns;

import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RangeBitmap;
import org.roaringbitmap.RoaringBitmap;

/** One fact of all rows of a segment. Not to be changed. */
sealed interface Column {

    ValueType type();

    /** Rows whose fact is there. */
    RoaringBitmap known();

    /** The fact of one row; null where it is missing. */
    @Nullable
    Value value(int row);

    /** The same fact, missing of all but these rows. */
    Column of(RoaringBitmap rows);

    /** How much memory it takes, about. */
    long bytes();

    /** True and false. */
    record Flags(RoaringBitmap known, RoaringBitmap holds) implements Column {

        @Override
        public ValueType type() {
            return ValueType.BOOL;
        }

        @Override
        public @Nullable Value value(int row) {
            return known.contains(row) ? Value.Bool.of(holds.contains(row)) : null;
        }

        @Override
        public Column of(RoaringBitmap rows) {
            return new Flags(RoaringBitmap.and(known, rows), holds);
        }

        @Override
        public long bytes() {
            return known.getLongSizeInBytes() + holds.getLongSizeInBytes();
        }
    }

    /**
     * Texts.
     *
     * @param texts those that occur, sorted
     * @param codes for each row the place of its text
     * @param rows for each text its rows, known or not; empty where there are too many texts for that
     */
    record Texts(RoaringBitmap known, String[] texts, PackedLongs codes, List<RoaringBitmap> rows) implements Column {

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }

        @Override
        public @Nullable Value value(int row) {
            return known.contains(row) ? new Value.Text(texts[(int) codes.get(row)]) : null;
        }

        @Override
        public Column of(RoaringBitmap some) {
            return new Texts(RoaringBitmap.and(known, some), texts, codes, rows);
        }

        /** The rows with this text. */
        RoaringBitmap rowsOf(String text) {
            var place = Arrays.binarySearch(texts, text);
            return place < 0 ? new RoaringBitmap() : rows.get(place);
        }

        boolean hasRows() {
            return !rows.isEmpty();
        }

        @Override
        public long bytes() {
            var ofTexts =
                    Arrays.stream(texts).mapToLong(text -> 56L + text.length()).sum();
            var ofRows =
                    rows.stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
            return known.getLongSizeInBytes() + codes.bytes() + ofTexts + ofRows;
        }
    }

    /**
     * Whole numbers, fen, days and decimal numbers, as whole numbers in the same order.
     *
     * @param min the smallest that occurs
     * @param max the largest
     * @param ranges each row's distance from the smallest; of no meaning where the fact is missing
     */
    record Numbers(
            ValueType type, RoaringBitmap known, long min, long max, RangeBitmap ranges, PackedLongs values, long bytes)
            implements Column {

        @Override
        public @Nullable Value value(int row) {
            return known.contains(row) ? decoded(values.get(row)) : null;
        }

        @Override
        public Column of(RoaringBitmap rows) {
            return new Numbers(type, RoaringBitmap.and(known, rows), min, max, ranges, values, bytes);
        }

        /** The value a whole number stands for. */
        Value decoded(long ordered) {
            return switch (type) {
                case INT -> new Value.Int(ordered);
                case MONEY -> new Value.Money(ordered);
                case DATE -> new Value.Day(LocalDate.ofEpochDay(ordered));
                case NUMBER -> new Value.Num(Double.longBitsToDouble(ordered ^ (ordered >> 63 & Long.MAX_VALUE)));
                case BOOL, TEXT -> throw new IllegalStateException("no number: " + type);
            };
        }

        /** Of these rows, all of whose facts are there, those below a value that lies between smallest and largest. */
        RoaringBitmap below(long bound, RoaringBitmap context) {
            return ranges.lt(bound - min, context);
        }

        /** Of these rows those with just this value. */
        RoaringBitmap equalTo(long value, RoaringBitmap context) {
            return value < min || value > max ? new RoaringBitmap() : ranges.eq(value - min, context);
        }
    }

    /** The whole number that stands for a value, in the order of its type. */
    static long ordered(Value value) {
        return switch (value) {
            case Value.Int(long number) -> number;
            case Value.Money(long fen) -> fen;
            case Value.Day(var day) -> day.toEpochDay();
            case Value.Num(double number) -> {
                var bits = Double.doubleToLongBits(number);
                yield bits ^ (bits >> 63 & Long.MAX_VALUE);
            }
            case Value.Bool _, Value.Text _ -> throw new IllegalArgumentException("no number: " + value.type());
        };
    }
}
