package city.huitong.catalog;

/**
 * One property of a dataset's records and its column.
 *
 * @param name as in the schema and the table
 * @param required whether a record without it is rejected
 * @param title for people; the name where the schema has no title
 */
public record Field(String name, FieldType type, boolean required, String title) {}
