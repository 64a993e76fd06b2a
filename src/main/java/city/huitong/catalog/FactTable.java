package city.huitong.catalog;

/**
 * Where the facts about one kind of subject are kept: one row a subject, one column a fact, null where a fact is missing. All
 * names are ready to be put into a statement.
 */
public record FactTable(SubjectKind kind) {

    /** The subject's pseudonym, the primary key. */
    public static final String SUBJECT = SqlName.quote("_subject");
    /** The subject's shard. */
    public static final String SHARD = SqlName.quote("_shard");
    /** When a fact of the row last changed. */
    public static final String CHANGED_AT = SqlName.quote("_changed_at");

    private static final String SCHEMA = "facts";

    /** The table. */
    public String table() {
        return SCHEMA + "." + SqlName.quote(kind.word());
    }

    /** The column of a fact. */
    public String column(FactName fact) {
        return SqlName.quote(fact.property());
    }
}
