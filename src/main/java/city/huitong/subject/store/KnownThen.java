package city.huitong.subject.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dataset's records as they were known at an earlier time: of each key the version that was in force then. */
final class KnownThen {

    private static final String OWN = Stream.of(
                    RecordTable.SHARD, RecordTable.BATCH, RecordTable.RECORDED_AT, RecordTable.WITHDRAWN)
            .collect(Collectors.joining(", "));

    private KnownThen() {}

    /**
     * In place of the table of records. Two plain selects, so that the condition on the subject reaches the index of either table.
     *
     * @param time the placeholder of the time
     */
    static String records(Dataset dataset, String time) {
        var table = new RecordTable(dataset);
        var columns = OWN
                + dataset.fields().stream()
                        .map(field -> ", " + SqlName.quote(field.name()))
                        .collect(Collectors.joining());
        return "(select " + columns + " from " + table.table() + " where " + RecordTable.RECORDED_AT + " <= " + time
                + "::timestamptz union all select " + columns + " from " + table.history() + " where "
                + RecordTable.RECORDED_AT + " <= " + time + "::timestamptz and " + RecordTable.SUPERSEDED_AT + " > "
                + time + "::timestamptz)";
    }

    /**
     * The SHA-256 of what a record says, whatever the time zone of the session and however many columns the dataset got since: empty fields
     * are left out.
     */
    static String hash(Dataset dataset) {
        var times = dataset.fields().stream()
                .filter(field -> field.type() == FieldType.TIMESTAMP)
                .map(KnownThen::inUtc)
                .collect(Collectors.joining());
        return "encode(sha256(convert_to(jsonb_strip_nulls((to_jsonb(r) - array['_shard', '_batch', '_recorded_at',"
                + " '_withdrawn'])" + times + ")::text, 'UTF8')), 'hex')";
    }

    private static String inUtc(Field field) {
        return " || jsonb_build_object('" + field.name() + "', r." + SqlName.quote(field.name())
                + " at time zone 'UTC')";
    }
}
