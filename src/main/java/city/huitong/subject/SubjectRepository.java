package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.ingest.SubjectDirectory.Encounter;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Optional;

/** The register of subjects: the one place where their numbers are kept, sealed. */
public interface SubjectRepository {

    /** Adds those that are not known yet. */
    Uni<Void> enrol(SqlTx tx, Collection<Encounter> subjects);

    /** The kind of a known subject; empty when nobody has this pseudonym. */
    Uni<Optional<SubjectKind>> kindOf(SubjectId id);
}
