package city.huitong.matching.columns;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Bindings;
import city.huitong.expression.ValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Subjects in the order of their pseudonyms, and their facts in columns. Not to be changed. */
public final class Segment {

    /** The most rows of one: four containers of a bitmap, so that a merge is short and several workers have something to do. */
    public static final int MOST_ROWS = 1 << 18;

    private final long[] high;
    private final long[] low;
    private final Map<String, Column> columns;
    private final RoaringBitmap all;

    private Segment(long[] high, long[] low, Map<String, Column> columns) {
        this.high = high;
        this.low = low;
        this.columns = columns;
        this.all = RoaringBitmap.bitmapOfRange(0, high.length);
    }

    /** How many subjects it has. */
    public int size() {
        return high.length;
    }

    /** Every row. */
    public RoaringBitmap all() {
        return all;
    }

    /** Who a row is about. */
    public SubjectId subject(int row) {
        return new SubjectId(new UUID(high[row], low[row]));
    }

    /** How many rows are about this subject or one before it. */
    int rowsUpTo(SubjectId subject) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(middle, subject.value()) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The row about a subject; negative when there is none. */
    public int row(SubjectId subject) {
        var value = subject.value();
        int from = 0;
        int to = size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = compare(middle, value);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** PostgreSQL orders by the bytes, which have no sign. */
    private int compare(int row, UUID subject) {
        int order = Long.compareUnsigned(high[row], subject.getMostSignificantBits());
        return order == 0 ? Long.compareUnsigned(low[row], subject.getLeastSignificantBits()) : order;
    }

    /** The facts of a row. */
    public Bindings facts(int row) {
        return name -> {
            var column = columns.get(name);
            return column == null ? null : column.value(row);
        };
    }

    @Nullable
    Column column(String fact) {
        return columns.get(fact);
    }

    /** The same subjects, with a fact missing of all but these rows. */
    Segment with(String fact, RoaringBitmap rows) {
        var column = columns.get(fact);
        if (column == null) {
            return this;
        }
        var changed = new HashMap<>(columns);
        changed.put(fact, column.of(rows));
        return new Segment(high, low, changed);
    }

    /** How much memory it takes, about. */
    public long bytes() {
        return 2L * Long.BYTES * size()
                + columns.values().stream().mapToLong(Column::bytes).sum();
    }

    /** Gathers a segment. */
    public static final class Builder {

        private static final int FIRST_ROWS = 1_024;

        private final Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
        private long[] high = new long[FIRST_ROWS];
        private long[] low = new long[FIRST_ROWS];
        private int size;

        /** One column for each of these facts; other facts are left out. */
        public Builder(Map<String, ValueType> facts) {
            facts.forEach((name, type) -> columns.put(name, new ColumnBuilder(type)));
        }

        /** Subjects come in the order of their pseudonyms. */
        public void add(SubjectId subject, Bindings facts) {
            if (size == high.length) {
                high = Arrays.copyOf(high, 2 * size);
                low = Arrays.copyOf(low, 2 * size);
            }
            high[size] = subject.value().getMostSignificantBits();
            low[size] = subject.value().getLeastSignificantBits();
            columns.forEach((name, column) -> column.add(size, facts.value(name)));
            size++;
        }

        public int size() {
            return size;
        }

        public Segment build() {
            Map<String, Column> built = new HashMap<>();
            columns.forEach((name, column) -> built.put(name, column.build(size)));
            return new Segment(Arrays.copyOf(high, size), Arrays.copyOf(low, size), built);
        }
    }
}
