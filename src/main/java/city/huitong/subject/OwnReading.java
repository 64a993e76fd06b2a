package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import io.smallrye.mutiny.Uni;

/** A subject that reads its own data several times, after one request: each read has a grant and an entry in the trail of its own. */
public interface OwnReading {

    /** Who reads. */
    SubjectId subject();

    /** Reads now, in one transaction. */
    <T> Uni<T> read(Disclosures.Read<T> read);
}
