package city.huitong.opendata;

import city.huitong.catalog.Field;
import java.util.List;

/**
 * The same question for the records of several others, answered at once: a page for each.
 *
 * @param query what is asked of them; each page has as many as its limit says
 * @param matching the fields in which they have the values of a key
 * @param keys of the others, all different; no value of them is null
 */
public record RelatedQuery(RecordQuery query, List<Field> matching, List<List<Object>> keys) {

    public RelatedQuery {
        matching = List.copyOf(matching);
        keys = List.copyOf(keys);
    }

    /** The same question for others. */
    public RelatedQuery ofAll(List<List<Object>> others) {
        return new RelatedQuery(query, matching, others);
    }

    /** The question for the records of one of them: a cursor of its page is a cursor of this one. */
    public RecordQuery of(List<Object> key) {
        return query.within(KeyCondition.of(matching, key));
    }
}
