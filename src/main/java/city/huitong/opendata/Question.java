package city.huitong.opendata;

import city.huitong.catalog.FieldType;
import city.huitong.expression.Expression;
import java.util.List;
import java.util.Optional;

/** What somebody asks of one dataset, checked: it names only what the caller may read. Answered in pages. */
public sealed interface Question permits RecordQuery, GroupQuery, ChangesQuery, HistoryQuery {

    /** What is asked, as the caller may read it. */
    OpenDataset dataset();

    /** Which records; all where empty. */
    Optional<Expression> where();

    /** Rows on a page, from 1. */
    int limit();

    /** What each row holds. */
    List<Column> columns();

    /** What tells the place of a row in the order. */
    List<FieldType> positionTypes();

    /** The question as text, but for the page: two questions are the same if it is. */
    String canonical();

    /** Tells questions apart whose answers differ: a cursor of one does not fit another. */
    default Digest digest() {
        return Digest.of(dataset().id() + "\n" + dataset().dataset().schemaVersion() + "\n" + canonical());
    }

    /** {@link #digest} as text. */
    default String fingerprint() {
        return digest().text();
    }
}
