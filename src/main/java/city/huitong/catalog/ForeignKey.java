package city.huitong.catalog;

import java.util.List;

/**
 * Says that fields of an open dataset hold the key of a record of a dataset, another one or the same (foreign key, as in W3C CSVW and
 * Frictionless Table Schema), so that readers come from one to the other.
 *
 * @param fields in the order of the other dataset's key
 * @param reference the dataset whose key they hold
 * @param name what the other record is to one of these: {@code above}
 * @param inverse what these records are to the other one: {@code below}
 */
public record ForeignKey(List<String> fields, DatasetId reference, String name, String inverse) {

    /** How a name may look: it stands among those of fields. */
    static final String NAME = "[a-z][a-z0-9_]{0,40}";

    /** The most that a dataset has. */
    public static final int MOST = 8;

    public ForeignKey {
        fields = List.copyOf(fields);
    }
}
