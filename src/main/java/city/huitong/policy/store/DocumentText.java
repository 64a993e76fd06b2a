package city.huitong.policy.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Documents as JSON text. Numbers keep all their digits. */
final class DocumentText {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private DocumentText() {}

    static String write(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys.
    static Map<String, Object> readMap(String text) {
        return read(text, Map.class);
    }

    @SuppressWarnings("unchecked") // A list of whatever JSON can hold.
    static List<Object> readList(String text) {
        return read(text, List.class);
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored document cannot be read", e);
        }
    }
}
