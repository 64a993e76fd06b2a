package city.huitong.ingest;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;

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
    record Encounter(SubjectId id, SubjectKind kind, String number) {

        Encounter named(SubjectId name) {
            return new Encounter(name, kind, number);
        }
    }

    /** Checks a number and computes its pseudonym with today's key. */
    Identification identify(SubjectKind kind, String number);

    /**
     * Which of these subjects are called otherwise than was computed, since they were enrolled under another key. Comes before anything
     * about them is stored; what is computed stays right until the transaction ends.
     */
    Uni<Map<SubjectId, SubjectId>> otherNames(SqlTx tx, Collection<Encounter> subjects);

    /** Makes sure that all these subjects are known. */
    Uni<Void> enrol(SqlTx tx, Collection<Encounter> subjects);

    /** Derives the dataset's facts anew for these subjects and announces what changed, in the records' own transaction. */
    Uni<Void> recordsChanged(SqlTx tx, Dataset dataset, Collection<SubjectId> subjects);
}
