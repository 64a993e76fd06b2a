package city.huitong.matching.columns;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Bindings;
import city.huitong.expression.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * All subjects of one kind: segments, and beside them the subjects that have changed since, which are merged into the segments when there
 * are many. May be used by several threads; what {@link #parts} gives stays as it is.
 */
public final class Everybody {

    /** So many changes are merged: a merge goes through everybody, a look at the changes through all that wait for one. */
    private static final int MERGE_AT = 1 << 14;

    private final Map<String, ValueType> facts;
    private final Map<SubjectId, Bindings> changed = new HashMap<>();
    private List<Segment> segments;
    private @Nullable List<Part> parts;

    /** Nobody yet, with these columns. */
    public Everybody(Map<String, ValueType> facts) {
        this.facts = Map.copyOf(facts);
        this.segments = List.of();
    }

    /** Takes subjects as they were stored, in their order. Changes that have been heard of are newer and stay. */
    public synchronized void load(List<Segment> stored) {
        segments = List.copyOf(stored);
        parts = null;
    }

    /** The columns. */
    public Map<String, ValueType> facts() {
        return facts;
    }

    /** Takes the newest facts of some subjects. */
    public synchronized void put(Map<SubjectId, ? extends Bindings> newest) {
        changed.putAll(newest);
        parts = null;
        if (changed.size() >= MERGE_AT) {
            merge();
        }
    }

    /** Everybody, each once. */
    public synchronized List<Part> parts() {
        var known = parts;
        if (known == null) {
            known = split();
            parts = known;
        }
        return known;
    }

    private List<Part> split() {
        var split = new ArrayList<Part>();
        for (var segment : segments) {
            split.add(new Part(segment, upToDate(segment)));
        }
        if (!changed.isEmpty()) {
            var latest = built(sorted(changed));
            split.add(new Part(latest, latest.all()));
        }
        return List.copyOf(split);
    }

    private RoaringBitmap upToDate(Segment segment) {
        var rows = segment.all().clone();
        for (var subject : changed.keySet()) {
            var row = segment.row(subject);
            if (row >= 0) {
                rows.remove(row);
            }
        }
        return rows;
    }

    private Segment built(Map<SubjectId, Bindings> subjects) {
        var builder = new Segment.Builder(facts);
        subjects.forEach(builder::add);
        return builder.build();
    }

    private static Map<SubjectId, Bindings> sorted(Map<SubjectId, Bindings> subjects) {
        var sorted = new TreeMap<SubjectId, Bindings>(SubjectId.ORDER);
        sorted.putAll(subjects);
        return sorted;
    }

    /** Goes through old rows and changes side by side, in the order of the subjects. */
    private void merge() {
        var merge = new Merge(sorted(changed));
        segments.forEach(merge::add);
        segments = merge.finish();
        changed.clear();
        parts = null;
    }

    private final class Merge {

        private final TreeMap<SubjectId, Bindings> waiting = new TreeMap<>(SubjectId.ORDER);
        private final SegmentWriter merged = new SegmentWriter(facts);

        Merge(Map<SubjectId, Bindings> changes) {
            waiting.putAll(changes);
        }

        void add(Segment segment) {
            for (int row = 0; row < segment.size(); row++) {
                var subject = segment.subject(row);
                addBefore(subject);
                var newest = waiting.remove(subject);
                merged.add(subject, newest == null ? segment.facts(row) : newest);
            }
        }

        private void addBefore(SubjectId subject) {
            while (!waiting.isEmpty() && SubjectId.ORDER.compare(waiting.firstKey(), subject) < 0) {
                var first = waiting.pollFirstEntry();
                merged.add(first.getKey(), first.getValue());
            }
        }

        List<Segment> finish() {
            waiting.forEach(merged::add);
            return merged.finish();
        }
    }
}
