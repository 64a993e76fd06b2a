package city.huitong.subject;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/** Derives facts from records and keeps them. */
public interface FactDerivation {

    /**
     * Derives the facts that come from the dataset for these subjects.
     *
     * @return those of whom a fact has a new value
     */
    Uni<List<SubjectId>> derive(SqlTx tx, Dataset dataset, Collection<SubjectId> subjects);
}
