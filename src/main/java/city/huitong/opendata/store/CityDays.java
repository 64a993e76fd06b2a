package city.huitong.opendata.store;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import java.time.ZoneId;

/** Moments as the city sees them: whoever asks for a day means one that begins at midnight there. */
final class CityDays {

    private CityDays() {}

    /** The day of a moment; every other value as it is. */
    static String day(Field field, ZoneId zone) {
        return field.type() == FieldType.TIMESTAMP ? local(field, zone) + "::date" : RecordSql.column(field);
    }

    /** A moment without its offset; every other value as it is. */
    static String local(Field field, ZoneId zone) {
        var column = RecordSql.column(field);
        return field.type() == FieldType.TIMESTAMP ? "(" + column + " at time zone '" + zone.getId() + "')" : column;
    }
}
