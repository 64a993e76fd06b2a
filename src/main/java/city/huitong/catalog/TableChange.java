package city.huitong.catalog;

/**
 * What a compatible change of a schema does to the tables of its dataset. Making a property optional does nothing: columns
 * other than the key's may always be null.
 */
public sealed interface TableChange {

    /** The field it is about, as it becomes. */
    Field field();

    /** A new optional property. */
    record AddColumn(Field field) implements TableChange {}

    /** Whole numbers become any numbers. */
    record WidenColumn(Field field) implements TableChange {}
}
