package city.huitong.opendata;

import java.util.Optional;

/**
 * Which page of the catalogue was asked for, as in its address.
 *
 * @param after the cursor as the list has given it out
 */
public record PageAddress(int limit, Optional<String> after) {

    /** The page after the cursor. */
    PageAddress after(String cursor) {
        return new PageAddress(limit, Optional.of(cursor));
    }

    /** The query of the page's address. */
    String query() {
        return "limit=" + limit + after.map(cursor -> "&after=" + cursor).orElse("");
    }
}
