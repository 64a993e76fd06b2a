package city.huitong.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of the demo city pack as plain trees, for tests that look at the pack itself. */
final class DemoPack {

    private static final String FOLDER = "/city-packs/demo/";
    private static final YAMLMapper YAML = new YAMLMapper();

    private DemoPack() {}

    static JsonNode file(String path) {
        try (var input = Objects.requireNonNull(DemoPack.class.getResourceAsStream(FOLDER + path), path)) {
            return YAML.readTree(input);
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        }
    }

    /** The files of one kind, in the order of the pack. */
    static List<JsonNode> files(String kind) {
        return items(file("pack.yaml").get(kind))
                .map(name -> file(kind + "/" + name.asText()))
                .toList();
    }

    static List<JsonNode> facts() {
        return files("facts").stream().flatMap(DemoPack::items).toList();
    }

    static List<JsonNode> cases(JsonNode policy) {
        return items(file("policies/" + policy.get("cases").asText())).toList();
    }

    static Stream<JsonNode> items(JsonNode array) {
        return stream(array.elements());
    }

    static Stream<String> names(JsonNode object) {
        return stream(object.fieldNames());
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false);
    }
}
