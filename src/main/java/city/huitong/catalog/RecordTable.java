package city.huitong.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Where a dataset's records are kept: the quoted names of its two tables and their columns. Columns of the hub's own begin
 * with an underscore, which no field's name does. All names are ready to be put into a statement.
 *
 * <p>Only key columns are {@code not null}: what a schema requires today may be optional tomorrow, and old records stay.
 */
public record RecordTable(Dataset dataset) {

    /** The shard of the record's subject, or of its key where it has no subject. */
    public static final String SHARD = SqlName.quote("_shard");
    /** The batch that brought this version. */
    public static final String BATCH = SqlName.quote("_batch");
    /** When this version was stored. */
    public static final String RECORDED_AT = SqlName.quote("_recorded_at");
    /** Whether the department has withdrawn the record. */
    public static final String WITHDRAWN = SqlName.quote("_withdrawn");
    /**
     * Only a dataset that is or was open has it: the record's place in orders that must not tell of its key. At random, and kept while the
     * record changes.
     */
    public static final String PLACE = SqlName.quote("_place");
    /** In the history: when a later version took this one's place. */
    public static final String SUPERSEDED_AT = SqlName.quote("_superseded_at");

    /** On this channel of PostgreSQL each new version of an open dataset is announced by the dataset's id. */
    public static final String VERSIONS = "huitong_dataset_version";

    private static final String SCHEMA = "records";
    private static final String HISTORY = "__history";

    /** One column made from a field. */
    public record Column(String name, String sqlType, boolean notNull) {}

    /** The table of records in force. */
    public String table() {
        return SCHEMA + "." + SqlName.quote(dataset.id().value());
    }

    /** The table of superseded versions. */
    public String history() {
        return SCHEMA + "." + SqlName.quote(dataset.id().value() + HISTORY);
    }

    /** The columns made from fields, in the order of the schema. */
    public List<Column> columns() {
        return dataset.fields().stream().map(this::column).toList();
    }

    /** The column of a field. */
    public Column column(Field field) {
        return new Column(SqlName.quote(field.name()), field.type().sqlType(), dataset.isKey(field));
    }

    /** The names of the key columns, in the order of the key. */
    public List<String> keyColumns() {
        return dataset.key().stream().map(SqlName::quote).toList();
    }

    /** The column with the subject's pseudonym. */
    public Optional<String> subjectColumn() {
        return dataset.subjectField().map(SqlName::quote);
    }

    /** Whether the subject is the whole key, so that it has one record at most. */
    public boolean hasOneRecordPerSubject() {
        return subjectColumn()
                .filter(column -> keyColumns().equals(List.of(column)))
                .isPresent();
    }

    /** The column that needs an index of its own to find a subject's records: none where the key begins with it. */
    public Optional<String> subjectIndexColumn() {
        return subjectColumn().filter(column -> !keyColumns().getFirst().equals(column));
    }

    /** The name of the index on {@link #subjectIndexColumn()}. */
    public String subjectIndex() {
        return SqlName.quote(dataset.id().value() + "__subject");
    }

    /** The name of the history's index on {@link #subjectIndexColumn()}. */
    public String historySubjectIndex() {
        return SqlName.quote(dataset.id().value() + "__history_subject");
    }

    /** The name of the index on the time of recording, which only an open dataset has: what is new since a version. */
    public String recordedIndex() {
        return SqlName.quote(dataset.id().value() + "__recorded");
    }

    /** The name of the history's index on the time of superseding, which only an open dataset has. */
    public String historySupersededIndex() {
        return SqlName.quote(dataset.id().value() + "__history_superseded");
    }

    /** The name of the index on the place. */
    public String placeIndex() {
        return SqlName.quote(dataset.id().value() + "__place");
    }

    /** The name of the index on a foreign key, which is the n-th of the dataset's. */
    public String foreignKeyIndex(int n) {
        return SqlName.quote(dataset.id().value() + "__foreign_" + n);
    }

    /** The same of the history. */
    public String historyForeignKeyIndex(int n) {
        return SqlName.quote(dataset.id().value() + "__history_foreign_" + n);
    }

    /** The name of the history's index on the key. */
    public String historyIndex() {
        return SqlName.quote(dataset.id().value() + "__history_key");
    }
}
