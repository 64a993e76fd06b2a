package city.huitong.policy;

import city.huitong.expression.ValueType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The demo city's pack as policies see it: their documents, and the facts with the types that the datasets give them. */
final class DemoPack {

    private static final Path PACK = Path.of("src/main/resources/city-packs/demo");

    private static final Set<String> LINKS = Set.of("person.household", "person.employer");

    private DemoPack() {}

    /** File names of the policies. */
    static List<String> policies() {
        return files("policies")
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.endsWith(".cases.yaml"))
                .sorted()
                .toList();
    }

    static PolicyDocument document(String name) {
        Path policy = PACK.resolve("policies").resolve(name);
        Path cases = policy.resolveSibling(read(policy).path("cases").asText());
        return new APolicy(text(policy), text(cases)).document();
    }

    static FactVocabulary vocabulary() {
        Map<String, JsonNode> datasets = new HashMap<>();
        files("datasets")
                .map(DemoPack::read)
                .forEach(each -> datasets.put(each.path("id").asText(), each));
        Map<String, ValueType> types = new HashMap<>();
        files("facts")
                .flatMap(file -> read(file).valueStream())
                .forEach(fact -> types.put(fact.path("name").asText(), type(fact, datasets)));
        types.keySet().removeAll(LINKS);
        return new FactVocabulary(types, LINKS);
    }

    private static ValueType type(JsonNode fact, Map<String, JsonNode> datasets) {
        return switch (fact.path("derive").asText()) {
            case "exists" -> ValueType.BOOL;
            case "count" -> ValueType.INT;
            default -> {
                var dataset =
                        Objects.requireNonNull(datasets.get(fact.path("dataset").asText()));
                yield columnType(dataset.path("schema")
                        .path("properties")
                        .path(fact.path("column").asText()));
            }
        };
    }

    private static ValueType columnType(JsonNode column) {
        return switch (column.path("type").asText() + "/"
                + column.path("format").asText()) {
            case "number/money" -> ValueType.MONEY;
            case "string/date" -> ValueType.DATE;
            case "integer/" -> ValueType.INT;
            case "number/" -> ValueType.NUMBER;
            case "boolean/" -> ValueType.BOOL;
            default -> ValueType.TEXT;
        };
    }

    private static Stream<Path> files(String folder) {
        try (var files = Files.list(PACK.resolve(folder))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return APolicy.YAML.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
