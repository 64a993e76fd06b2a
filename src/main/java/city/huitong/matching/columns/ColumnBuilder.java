package city.huitong.matching.columns;

import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RangeBitmap;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** Gathers one fact, row by row. */
final class ColumnBuilder {

    private static final int FIRST_ROWS = 1_024;

    /** More texts than this have no rows each: an identifier of everybody is no category. */
    private static final int MOST_CATEGORIES = 4_096;

    private final ValueType type;
    private final RoaringBitmapWriter<RoaringBitmap> known =
            RoaringBitmapWriter.writer().runCompress(true).get();
    private final Map<String, Integer> texts = new HashMap<>();
    private long[] values = new long[FIRST_ROWS];

    ColumnBuilder(ValueType type) {
        this.type = type;
    }

    /** Rows come one after the other, from 0. */
    void add(int row, @Nullable Value value) {
        if (row == values.length) {
            values = Arrays.copyOf(values, 2 * row);
        }
        if (value != null) {
            known.add(row);
            values[row] = encoded(value);
        }
    }

    private long encoded(Value value) {
        return switch (value) {
            case Value.Bool(boolean holds) -> holds ? 1 : 0;
            case Value.Text(String text) -> texts.computeIfAbsent(text, _ -> texts.size());
            case Value.Int _, Value.Money _, Value.Day _, Value.Num _ -> Column.ordered(value);
        };
    }

    Column build(int size) {
        var rows = known.get();
        return switch (type) {
            case BOOL -> new Column.Flags(rows, flags(rows));
            case TEXT -> texts(rows, size);
            case INT, MONEY, DATE, NUMBER -> numbers(rows, size);
        };
    }

    private RoaringBitmap flags(RoaringBitmap rows) {
        var holds = RoaringBitmapWriter.writer().runCompress(true).get();
        rows.forEach((int row) -> {
            if (values[row] != 0) {
                holds.add(row);
            }
        });
        return holds.get();
    }

    private Column texts(RoaringBitmap rows, int size) {
        var sorted = texts.keySet().stream().sorted().toList();
        var places = new int[sorted.size()];
        IntStream.range(0, places.length).forEach(place -> places[place(sorted.get(place))] = place);
        rows.forEach((int row) -> values[row] = places[(int) values[row]]);
        var codes = new PackedLongs(values, size, 0, Math.max(0, sorted.size() - 1));
        return new Column.Texts(rows, sorted, codes, sorted.size() > MOST_CATEGORIES ? List.of() : split(rows, sorted));
    }

    private int place(String text) {
        return texts.getOrDefault(text, 0);
    }

    private List<RoaringBitmap> split(RoaringBitmap rows, List<String> sorted) {
        var writers = IntStream.range(0, sorted.size())
                .mapToObj(_ -> RoaringBitmapWriter.writer().runCompress(true).get())
                .toList();
        rows.forEach((int row) -> writers.get((int) values[row]).add(row));
        return writers.stream().map(RoaringBitmapWriter::get).toList();
    }

    private Column numbers(RoaringBitmap rows, int size) {
        var min = Long.MAX_VALUE;
        var max = Long.MIN_VALUE;
        var each = rows.getIntIterator();
        while (each.hasNext()) {
            var value = values[each.next()];
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (rows.isEmpty()) {
            min = 0;
            max = 0;
        }
        fillGaps(rows, size, min);
        var ranges = RangeBitmap.appender(max - min);
        for (int row = 0; row < size; row++) {
            ranges.add(values[row] - min);
        }
        var packed = new PackedLongs(values, size, min, max);
        var bytes = rows.getLongSizeInBytes() + ranges.serializedSizeInBytes() + packed.bytes();
        return new Column.Numbers(type, rows, min, max, ranges.build(), packed, bytes);
    }

    private void fillGaps(RoaringBitmap rows, int size, long filler) {
        var missing = RoaringBitmap.flip(rows, 0L, size);
        missing.forEach((int row) -> values[row] = filler);
    }
}
