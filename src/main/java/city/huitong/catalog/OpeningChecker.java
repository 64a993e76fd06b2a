package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Checks whether the open catalogue can list a dataset. */
public interface OpeningChecker {

    /** What its description lacks; takes a worker's time. */
    Uni<List<Violation>> check(Dataset dataset);
}
