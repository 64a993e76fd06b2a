package city.huitong.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/** Reads the schemas that the catalogue has stored as text. */
@ApplicationScoped
class SchemaJson {

    private final ObjectMapper mapper;

    SchemaJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Object tree(String text) {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("a stored schema is no JSON", failure);
        }
    }
}
