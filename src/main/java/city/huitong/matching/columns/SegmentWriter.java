package city.huitong.matching.columns;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Bindings;
import city.huitong.expression.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gathers subjects in the order of their pseudonyms into as many segments as they need. */
public final class SegmentWriter {

    private final Map<String, ValueType> facts;
    private final List<Segment> done = new ArrayList<>();
    private Segment.Builder builder;

    /** One column for each of these facts; other facts are left out. */
    public SegmentWriter(Map<String, ValueType> facts) {
        this.facts = facts;
        this.builder = new Segment.Builder(facts);
    }

    /** The next subject. */
    public void add(SubjectId subject, Bindings values) {
        if (builder.size() == Segment.MOST_ROWS) {
            done.add(builder.build());
            builder = new Segment.Builder(facts);
        }
        builder.add(subject, values);
    }

    /** All of them. */
    public List<Segment> finish() {
        if (builder.size() > 0) {
            done.add(builder.build());
        }
        return List.copyOf(done);
    }
}
