package city.huitong.opendata;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;

/**
 * One value of each row of an answer.
 *
 * @param name what the answer calls it
 * @param type what it holds
 */
public record Column(String name, FieldType type) {

    static Column of(Field field) {
        return new Column(field.name(), field.type());
    }
}
