package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.RecordTable;
import city.huitong.opendata.ChangesQuery;
import city.huitong.opendata.HistoryQuery;
import city.huitong.opendata.OpenDataset;
import java.util.List;
import java.util.stream.Stream;

/** Questions for what has changed, and for what a record has been. */
final class PastSql {

    private static final String CHANGED = "r." + RecordTable.RECORDED_AT;
    private static final String SUPERSEDED = "r." + RecordTable.SUPERSEDED_AT;

    private final OpenDataset dataset;
    private final RecordSql sql;

    PastSql(OpenDataset dataset, RecordSql sql) {
        this.dataset = dataset;
        this.sql = sql;
    }

    Keyset changesOrder() {
        return new Keyset(Stream.concat(
                        Stream.of(new Keyset.Step(CHANGED, FieldType.TIMESTAMP, false, false)),
                        dataset.key().stream()
                                .map(field -> new Keyset.Step(RecordSql.column(field), field.type(), false, false)))
                .toList());
    }

    static Keyset historyOrder() {
        return new Keyset(List.of(new Keyset.Step(CHANGED, FieldType.TIMESTAMP, true, false)));
    }

    String changes(ChangesQuery query) {
        var columns = keyWhereWithdrawn(query.select());
        var id = sql.bind(dataset.id().value());
        return RecordSql.THERE + ", (select min(v.version) from dataset_version v where v.dataset = " + id
                + " and v.recorded_at >= " + CHANGED + "), " + CHANGED + ", r." + RecordTable.WITHDRAWN + columns
                + changesOrder().columns() + " from " + dataset.table().table() + " r where " + CHANGED
                + " > coalesce((select recorded_at from dataset_version where dataset = " + id + " and version = "
                + sql.bind(query.since()) + "), '-infinity') and (not r." + RecordTable.WITHDRAWN + " or " + CHANGED
                + " > (select min(recorded_at) from dataset_version where dataset = " + id + "))";
    }

    /**
     * Each state of one record with the version that told of it first. A state that was gone by then no version has told of; and a
     * record that was gone before the first version has never been there.
     */
    String history(HistoryQuery query) {
        var id = sql.bind(dataset.id().value());
        return RecordSql.THERE + ", s.version, s.recorded_at, u.version, u.recorded_at, r."
                + RecordTable.WITHDRAWN + keyWhereWithdrawn(query.select())
                + historyOrder().columns() + " from " + sql.everyState() + " join lateral "
                + firstVersion(id, CHANGED) + " s on " + SUPERSEDED + " is null or s.recorded_at < "
                + SUPERSEDED + " left join lateral " + firstVersion(id, SUPERSEDED) + " u on true"
                + sql.where(query.where()) + " and (not r." + RecordTable.WITHDRAWN + " or " + CHANGED
                + " > (select min(recorded_at) from dataset_version where dataset = " + id + "))";
    }

    private static String firstVersion(String dataset, String since) {
        return "(select v.version, v.recorded_at from dataset_version v where v.dataset = " + dataset
                + " and v.recorded_at >= " + since + " order by v.recorded_at limit 1)";
    }

    /** Of a record that was withdrawn only its key is told. */
    private String keyWhereWithdrawn(List<Field> fields) {
        return fields.stream()
                .map(field -> dataset.dataset().isKey(field)
                        ? RecordSql.column(field)
                        : "case when not r." + RecordTable.WITHDRAWN + " then " + RecordSql.shown(field) + " end")
                .collect(joining(", ", ", ", ""));
    }
}
