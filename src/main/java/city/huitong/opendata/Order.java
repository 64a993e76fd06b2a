package city.huitong.opendata;

import city.huitong.catalog.Field;

/**
 * One step of an order. Records without a value come last in both directions.
 *
 * @param descending from the largest value
 */
public record Order(Field field, boolean descending) {

    /** As written in {@code order_by}. */
    @Override
    public String toString() {
        return (descending ? "-" : "") + field.name();
    }
}
