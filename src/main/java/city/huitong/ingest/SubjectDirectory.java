package city.huitong.ingest;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;

/** What ingest must know about the subjects of records. Implemented by the subject feature. */
public interface SubjectDirectory {

    /** What an official number turns out to be. */
    sealed interface Identification {

        /** A number that can exist, with its pseudonym. */
        record Known(SubjectId id) implements Identification {}

        /** A number that cannot exist, with a stable code and a sentence that does not repeat it. */
        record Wrong(String code, String sentence) implements Identification {}
    }

    /**
     * A subject met in a record.
     *
     * @param number the clear official number; sealed before it is stored
     */
    record Encounter(SubjectId id, SubjectKind kind, String number) {}

    /** Checks a number and finds its pseudonym. Computes only. */
    Identification identify(SubjectKind kind, String number);

    /** Makes sure that all these subjects are known. */
    Uni<Void> enrol(SqlTx tx, Collection<Encounter> subjects);

    /** Derives the dataset's facts anew for these subjects and announces what changed, in the records' own transaction. */
    Uni<Void> recordsChanged(SqlTx tx, Dataset dataset, Collection<SubjectId> subjects);
}
