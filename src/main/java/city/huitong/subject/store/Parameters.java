package city.huitong.subject.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a statement under construction. */
final class Parameters {

    private final List<Object> values = new ArrayList<>();

    /** Adds a value and gives its placeholder. */
    String add(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** Adds values whose placeholders somebody else has numbered, beginning with {@link #next()}. */
    void addAll(List<Object> more) {
        values.addAll(more);
    }

    /** The number of the next placeholder. */
    int next() {
        return values.size() + 1;
    }

    /** All values in the order of their placeholders. */
    List<Object> values() {
        return java.util.Collections.unmodifiableList(values);
    }

    /** Values as the client takes them. */
    static Tuple tuple(List<Object> values) {
        var tuple = Tuple.tuple();
        values.forEach(tuple::addValue);
        return tuple;
    }
}
