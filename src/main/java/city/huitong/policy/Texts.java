package city.huitong.policy;

import city.huitong.catalog.LocalizedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads texts for people and the ids beside them. */
final class Texts {

    /** Stands in for a text that could not be read. */
    static final LocalizedText STAND_IN = LocalizedText.of("?");

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,48}");

    private Texts() {}

    /** A text with {@code zh}; where {@code en} is missing the Chinese stands in. */
    static LocalizedText localized(Place place) {
        if (place.value() == null) {
            place.wrong("required", "must have a text in zh");
            return STAND_IN;
        }
        place.allowing("zh", "en");
        String zh = place.at("zh").text();
        return new LocalizedText(zh, place.optional("en").map(Place::text).orElse(zh));
    }

    static String id(Place place) {
        String id = place.text();
        if (!ID.matcher(id).matches()) {
            place.wrong("format", "must be a letter, then at most 48 letters, digits, '-' and '_'");
        }
        return id;
    }

    /** Notes each place whose id another one before it has. */
    static void unique(List<Place> places, String key) {
        Set<Object> seen = new HashSet<>();
        for (Place place : places) {
            Place id = place.at(key);
            Object value = id.value();
            if (value != null && !seen.add(value)) {
                id.wrong("not-unique", "must be unique, is used before");
            }
        }
    }
}
