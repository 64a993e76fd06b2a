package city.huitong.catalog.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactTable;
import city.huitong.catalog.ForeignKey;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import city.huitong.catalog.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statements that make and change the tables which follow from the catalogue. */
final class RecordTableDdl {

    private RecordTableDdl() {}

    /** Both tables of a new dataset with their indexes. */
    static List<String> create(Dataset dataset) {
        var table = new RecordTable(dataset);
        var key = String.join(", ", table.keyColumns());
        var statements = new ArrayList<String>();
        statements.add("create table %s (%s, primary key (%s))".formatted(table.table(), columns(table), key));
        statements.add("create table %s (%s, %s timestamptz not null)"
                .formatted(table.history(), columns(table), RecordTable.SUPERSEDED_AT));
        statements.add("create index %s on %s (%s)".formatted(table.historyIndex(), table.history(), key));
        table.subjectIndexColumn().ifPresent(column -> {
            statements.add("create index %s on %s (%s)".formatted(table.subjectIndex(), table.table(), column));
            statements.add(
                    "create index %s on %s (%s)".formatted(table.historySubjectIndex(), table.history(), column));
        });
        foreignKeys(dataset).forEach(statements::add);
        if (dataset.opening() != OpeningLevel.NONE) {
            statements.addAll(open(dataset));
        }
        return statements;
    }

    /**
     * Begins the versions of a dataset that is opened to the public, or goes on with them after a time in which it was not: what is there
     * then is one version.
     */
    static List<String> open(Dataset dataset) {
        var table = new RecordTable(dataset);
        return List.of(
                place(table.table()),
                place(table.history()),
                "create unique index if not exists %s on %s (%s)"
                        .formatted(table.placeIndex(), table.table(), RecordTable.PLACE),
                "create index if not exists %s on %s (%s)"
                        .formatted(table.recordedIndex(), table.table(), RecordTable.RECORDED_AT),
                "create index if not exists %s on %s (%s)"
                        .formatted(table.historySupersededIndex(), table.history(), RecordTable.SUPERSEDED_AT),
                """
                with head as (
                  insert into dataset_head as h (dataset, version, recorded_at, rows)
                  select '%1$s', 1, greatest(clock_timestamp(), max(%4$s) + interval '1 microsecond',
                    (select max(recorded_at) + interval '1 microsecond' from dataset_version where dataset = '%1$s')),
                    count(*) filter (where not %3$s) from %2$s
                  on conflict (dataset) do update
                  set version = h.version + 1, recorded_at = excluded.recorded_at, rows = excluded.rows
                  returning dataset, version, recorded_at, rows)
                insert into dataset_version (dataset, version, recorded_at, rows, changed)
                select dataset, version, recorded_at, rows, rows from head""".formatted(dataset.id(), table.table(), RecordTable.WITHDRAWN, RecordTable.RECORDED_AT),
                "notify " + RecordTable.VERSIONS + ", '" + dataset.id() + "'");
    }

    /** The indexes by which the records of a foreign key are found, in the order of their own key. */
    private static Stream<String> foreignKeys(Dataset dataset) {
        var table = new RecordTable(dataset);
        var keys = dataset.open().foreignKeys();
        return IntStream.range(0, keys.size()).boxed().flatMap(n -> {
            var columns = foreignKey(keys.get(n), table);
            return Stream.of(
                    foreignKeyIndex(table.foreignKeyIndex(n), table.table(), columns),
                    foreignKeyIndex(table.historyForeignKeyIndex(n), table.history(), columns));
        });
    }

    /**
     * The same in place of those of before.
     *
     * @param before how many foreign keys the dataset had
     */
    static List<String> foreignKeys(Dataset dataset, int before) {
        var table = new RecordTable(dataset);
        var dropped = IntStream.range(0, before)
                .mapToObj(n -> "drop index records.%s, records.%s"
                        .formatted(table.foreignKeyIndex(n), table.historyForeignKeyIndex(n)));
        return Stream.concat(dropped, foreignKeys(dataset)).toList();
    }

    private static String foreignKeyIndex(String name, String table, String columns) {
        return "create index %s on %s (%s) where not %s".formatted(name, table, columns, RecordTable.WITHDRAWN);
    }

    private static String foreignKey(ForeignKey key, RecordTable table) {
        return Stream.concat(key.fields().stream().map(SqlName::quote), table.keyColumns().stream())
                .distinct()
                .collect(joining(", "));
    }

    private static String place(String table) {
        return "alter table %s add column if not exists %s uuid not null default gen_random_uuid()"
                .formatted(table, RecordTable.PLACE);
    }

    /** What a compatible change does to both tables. */
    static List<String> change(Dataset dataset, List<TableChange> changes) {
        var table = new RecordTable(dataset);
        return changes.stream()
                .flatMap(change -> Stream.of(table.table(), table.history())
                        .map(name -> "alter table " + name + " " + clause(change, table.column(change.field()))))
                .toList();
    }

    /** The column of a new fact. */
    static String create(FactDefinition fact) {
        var table = new FactTable(fact.name().kind());
        return "alter table %s add column %s %s"
                .formatted(table.table(), table.column(fact.name()), fact.type().sqlType());
    }

    private static String clause(TableChange change, RecordTable.Column column) {
        return switch (change) {
            case TableChange.AddColumn _ -> "add column " + column.name() + " " + column.sqlType();
            case TableChange.WidenColumn _ -> "alter column " + column.name() + " type " + column.sqlType();
        };
    }

    private static String columns(RecordTable table) {
        var own = Stream.of(
                RecordTable.SHARD + " smallint not null",
                RecordTable.BATCH + " uuid not null",
                RecordTable.RECORDED_AT + " timestamptz not null",
                RecordTable.WITHDRAWN + " boolean not null default false");
        var fields = table.columns().stream()
                .map(column -> column.name() + " " + column.sqlType() + (column.notNull() ? " not null" : ""));
        return Stream.concat(own, fields).collect(joining(", "));
    }
}
