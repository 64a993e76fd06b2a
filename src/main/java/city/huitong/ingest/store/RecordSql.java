package city.huitong.ingest.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements that write one version of one dataset. All names come from the catalogue, validated and quoted; all values are
 * parameters.
 *
 * <p>The writer holds the dataset's lock, so what a statement reads is what it replaces, and a key that is not there is not
 * inserted by anybody else meanwhile: no {@code on conflict} and its second look into the index.
 *
 * @param upsert $1… one array per field, then $n batch id, $n+1 time: inserts what is new, replaces what differs, keeps the
 *     old as history; yields whom the changed records are and were about
 * @param withdraw $1… one array per key field, then batch id and time: marks records as taken back, keeps the old as history
 */
record RecordSql(String upsert, String withdraw) {

    static RecordSql of(Dataset dataset) {
        var names = new Names(dataset);
        return new RecordSql(upsert(names), withdraw(names));
    }

    private static String upsert(Names n) {
        return """
                with incoming as (select %s from unnest(%s) as i(%s)),
                changed as (
                  select i.*, r._shard is not null as _existed, coalesce(r._withdrawn, true)::int as _gained, %s as _subject_before
                  from incoming i left join %s r on %s
                  where r._shard is null or r._withdrawn or (%s) is distinct from (%s)),
                superseded as (
                  insert into %s (%s, _batch, _recorded_at, _withdrawn, _superseded_at)
                  select %s, r._batch, r._recorded_at, r._withdrawn, $%d
                  from %s r join changed c on %s where c._existed),
                inserted as (
                  insert into %s (%s, _shard, _batch, _recorded_at, _withdrawn)
                  select %s, %s, $%d, $%d, false from changed c where not c._existed),
                replaced as (
                  update %s r set %s, _shard = %s, _batch = $%d, _recorded_at = $%d, _withdrawn = false
                  from changed c where c._existed and %s)
                select %s as subject, _subject_before as before, _gained as gained from changed c""".formatted(
                        n.casts(),
                        n.arrays(n.fields),
                        n.columns(n.fields),
                        n.subject("r"),
                        n.table,
                        n.join("i", "r"),
                        n.qualified("r", n.fields),
                        n.qualified("i", n.fields),
                        n.history,
                        n.kept(""),
                        n.kept("r."),
                        n.time(n.fields),
                        n.table,
                        n.join("c", "r"),
                        n.table,
                        n.columns(n.fields),
                        n.qualified("c", n.fields),
                        n.shard("c"),
                        n.batch(n.fields),
                        n.time(n.fields),
                        n.table,
                        n.assignments("c"),
                        n.shard("c"),
                        n.batch(n.fields),
                        n.time(n.fields),
                        n.join("c", "r"),
                        n.subject("c"));
    }

    private static String withdraw(Names n) {
        return """
                with incoming as (select * from unnest(%s) as i(%s)),
                superseded as (
                  insert into %s (%s, _batch, _recorded_at, _withdrawn, _superseded_at)
                  select %s, r._batch, r._recorded_at, r._withdrawn, $%d
                  from %s r join incoming i on %s where not r._withdrawn)
                update %s r set _withdrawn = true, _batch = $%d, _recorded_at = $%d
                from incoming i where %s and not r._withdrawn
                returning %s as subject, null::uuid as before, -1 as gained""".formatted(
                        n.arrays(n.keys),
                        n.columns(n.keys),
                        n.history,
                        n.kept(""),
                        n.kept("r."),
                        n.time(n.keys),
                        n.table,
                        n.join("i", "r"),
                        n.table,
                        n.batch(n.keys),
                        n.time(n.keys),
                        n.join("i", "r"),
                        n.subject("r"));
    }

    /** Lists of names and parameters as the statements need them. */
    private static final class Names {

        private final Dataset dataset;
        private final List<Field> fields;
        private final List<Field> keys;
        private final String table;
        private final String history;

        Names(Dataset dataset) {
            this.dataset = dataset;
            this.fields = dataset.fields();
            this.keys = dataset.key().stream()
                    .map(name -> dataset.field(name).orElseThrow())
                    .toList();
            this.table = new RecordTable(dataset).table();
            this.history = new RecordTable(dataset).history();
        }

        String arrays(List<Field> some) {
            return IntStream.range(0, some.size())
                    .mapToObj(i -> "$" + (i + 1) + "::" + arrayType(some.get(i).type()) + "[]")
                    .collect(Collectors.joining(", "));
        }

        int batch(List<Field> some) {
            return some.size() + 1;
        }

        int time(List<Field> some) {
            return some.size() + 2;
        }

        /** JSON travels as text, because an array of jsonb would be encoded twice. */
        String casts() {
            return fields.stream()
                    .map(field -> field.type() == FieldType.JSON
                            ? quoted(field) + "::jsonb as " + quoted(field)
                            : quoted(field))
                    .collect(Collectors.joining(", "));
        }

        String columns(List<Field> some) {
            return some.stream().map(Names::quoted).collect(Collectors.joining(", "));
        }

        /** What the history takes over of a record as it is. */
        String kept(String prefix) {
            var own = dataset.opening() == OpeningLevel.NONE
                    ? Stream.of("_shard")
                    : Stream.of("_shard", RecordTable.PLACE);
            return Stream.concat(fields.stream().map(Names::quoted), own)
                    .map(column -> prefix + column)
                    .collect(Collectors.joining(", "));
        }

        String qualified(String alias, List<Field> some) {
            return some.stream().map(field -> alias + "." + quoted(field)).collect(Collectors.joining(", "));
        }

        String join(String left, String right) {
            return keys.stream()
                    .map(key -> left + "." + quoted(key) + " = " + right + "." + quoted(key))
                    .collect(Collectors.joining(" and "));
        }

        String assignments(String alias) {
            return fields.stream()
                    .map(field -> quoted(field) + " = " + alias + "." + quoted(field))
                    .collect(Collectors.joining(", "));
        }

        String subject(String alias) {
            return dataset.subjectField()
                    .map(field -> alias + "." + SqlName.quote(field))
                    .orElse("null::uuid");
        }

        /** The first byte of the pseudonym; rows about nobody all lie in shard 0. */
        String shard(String alias) {
            return dataset.subjectField()
                    .map(field -> "get_byte(uuid_send(" + alias + "." + SqlName.quote(field) + "), 0)")
                    .orElse("0");
        }

        private static String quoted(Field field) {
            return SqlName.quote(field.name());
        }

        private static String arrayType(FieldType type) {
            return type == FieldType.JSON ? "text" : type.sqlType();
        }
    }
}
