package city.huitong.opendata.api;

import static city.huitong.opendata.OpenDataProblem.RECORD_NOT_FOUND;
import static java.nio.charset.StandardCharsets.UTF_8;

import city.huitong.opendata.KeyText;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a record among those of all datasets, as Relay wants it: an opaque text.
 *
 * @param key as in the record's address by REST
 */
record RecordId(String dataset, String key) {

    private static final String BETWEEN = ":";

    /** @param key the values of the key's fields in their order */
    static RecordId of(String dataset, List<? extends @Nullable Object> key) {
        return new RecordId(
                dataset, KeyText.join(key.stream().map(String::valueOf).toList()));
    }

    /** Refuses with {@code record-not-found} what names none. */
    static RecordId parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(BETWEEN, 2);
            if (parts.length == 2) {
                return new RecordId(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException _) {
            // Falls through: the same answer for every kind of garbage.
        }
        throw RECORD_NOT_FOUND.because("no record has this id");
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((dataset + BETWEEN + key).getBytes(UTF_8));
    }
}
