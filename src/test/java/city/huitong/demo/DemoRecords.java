package city.huitong.demo;

import city.huitong.embedded.demo.DemoCity;
import city.huitong.embedded.demo.DemoLine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the hub must hold of one dataset after all lines: wrong ones ignored, later ones winning, withdrawn ones gone. */
final class DemoRecords {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int FEN_DIGITS = 2;

    private final Map<String, List<JsonNode>> bySubject = new HashMap<>();

    private DemoRecords() {}

    /** @param key properties that name a record, the subject's number first */
    static DemoRecords read(DemoCity city, String dataset, String... key) {
        Map<List<String>, JsonNode> current = new LinkedHashMap<>();
        city.records(dataset)
                .filter(line -> !line.wrong())
                .map(DemoRecords::parsed)
                .forEach(record -> {
                    if (record.has("$withdraw")) {
                        current.remove(keyOf(record, key));
                    } else {
                        current.put(keyOf(record, key), record);
                    }
                });
        var records = new DemoRecords();
        current.forEach((parts, record) -> records.bySubject
                .computeIfAbsent(parts.getFirst(), _ -> new ArrayList<>())
                .add(record));
        return records;
    }

    List<JsonNode> of(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** The only record of a subject. */
    Optional<JsonNode> only(String subject) {
        return of(subject).stream().findFirst();
    }

    Optional<JsonNode> latest(String subject, String orderBy, Predicate<JsonNode> where) {
        return of(subject).stream()
                .filter(where)
                .max(Comparator.comparing(record -> record.path(orderBy).asText()));
    }

    long count(String subject, Predicate<JsonNode> where) {
        return of(subject).stream().filter(where).count();
    }

    static Predicate<JsonNode> within(String column, LocalDate asOf, int months) {
        LocalDate after = asOf.minusMonths(months);
        return record -> day(record, column)
                .filter(day -> day.isAfter(after) && !day.isAfter(asOf))
                .isPresent();
    }

    static Predicate<JsonNode> with(String column, String value) {
        return record -> record.path(column).asText().equals(value);
    }

    static Optional<String> text(JsonNode record, String column) {
        return Optional.ofNullable(record.get(column)).map(JsonNode::asText);
    }

    static Optional<LocalDate> day(JsonNode record, String column) {
        return text(record, column).map(LocalDate::parse);
    }

    static Optional<Long> number(JsonNode record, String column) {
        return Optional.ofNullable(record.get(column)).map(JsonNode::asLong);
    }

    static Optional<Long> fen(JsonNode record, String column) {
        return Optional.ofNullable(record.get(column))
                .map(yuan -> yuan.decimalValue().movePointRight(FEN_DIGITS).longValueExact());
    }

    static Optional<Boolean> flag(JsonNode record, String column) {
        return Optional.ofNullable(record.get(column)).map(JsonNode::asBoolean);
    }

    private static List<String> keyOf(JsonNode record, String... key) {
        return List.of(key).stream().map(name -> record.path(name).asText()).toList();
    }

    private static JsonNode parsed(DemoLine line) {
        try {
            return JSON.readTree(line.text());
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(line.text(), failure);
        }
    }
}
