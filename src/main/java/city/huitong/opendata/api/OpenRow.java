package city.huitong.opendata.api;

import city.huitong.catalog.Field;
import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.Column;
import city.huitong.opendata.OpenRecord;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into an answer of GraphQL.
 *
 * @param answer by name in GraphQL; what it is tied to is put in later
 */
record OpenRow(List<Column> columns, List<String> names, OpenRecord record, Map<String, @Nullable Object> answer) {

    /** The records of a page. */
    static List<OpenRow> of(AskedRows asked, AnswerPage page, ZoneId zone) {
        var columns = page.question().columns();
        var names = columns.stream().map(Column::name).toList();
        return page.records().stream()
                .map(record -> new OpenRow(columns, names, record, new HashMap<>()).filled(asked, zone))
                .toList();
    }

    /** What is answered of them. */
    static List<Map<String, @Nullable Object>> answers(List<OpenRow> rows) {
        return rows.stream().map(OpenRow::answer).toList();
    }

    private OpenRow filled(AskedRows asked, ZoneId zone) {
        for (var name : asked.fields()) {
            var field = asked.names().fields().get(name);
            if (field != null) {
                answer.put(name, value(field, zone));
            }
        }
        if (asked.hasId()) {
            answer.put(DatasetNames.ID, id(asked.names()).toString());
        }
        return this;
    }

    private @Nullable Object value(Field field, ZoneId zone) {
        return GraphqlValue.of(columns.get(names.indexOf(field.name())).type(), raw(field.name()), zone);
    }

    private @Nullable Object raw(String field) {
        return record.values().get(names.indexOf(field));
    }

    private RecordId id(DatasetNames dataset) {
        return RecordId.of(
                dataset.dataset().id().value(),
                dataset.dataset().key().stream().map(field -> raw(field.name())).toList());
    }

    /** The values of these fields; empty where it has none for one of them, and so is tied to nothing by them. */
    Optional<List<Object>> key(List<String> fields) {
        var values = new ArrayList<Object>();
        for (var field : fields) {
            var value = raw(field);
            if (value == null) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(List.copyOf(values));
    }
}
