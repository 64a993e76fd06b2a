package city.huitong.opendata.store;

import city.huitong.catalog.LocalizedText;
import city.huitong.opendata.ApiChange;
import city.huitong.opendata.ApiChanges;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The changes of the API as {@code changelog.yaml} tells of them. */
@ApplicationScoped
class YamlApiChanges implements ApiChanges {

    private static final String FILE = "changelog.yaml";

    private final List<ApiChange> changes;

    YamlApiChanges() {
        this.changes = StreamSupport.stream(read().spliterator(), false)
                .map(YamlApiChanges::change)
                .sorted(Comparator.comparing(ApiChange::at).reversed())
                .toList();
    }

    @Override
    public List<ApiChange> all() {
        return changes;
    }

    private static JsonNode read() {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiChange change(JsonNode entry) {
        return new ApiChange(
                Instant.parse(entry.required("at").asText()),
                entry.required("kind").asText(),
                text(entry.required("title")),
                text(entry.required("text")));
    }

    private static LocalizedText text(JsonNode text) {
        return new LocalizedText(
                text.required("zh").asText(), text.required("en").asText());
    }
}
