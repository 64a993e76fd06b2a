package city.huitong.opendata;

import java.util.Locale;

/** Whether an answer says how many records there are in all. */
public enum Count {
    NONE,
    /** A guess that costs nothing; PostgreSQL's where a condition is asked for. */
    ESTIMATED,
    /** Counted, which may take as long as reading all of them. */
    EXACT;

    /** The name as written in a query. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
