package city.huitong.audit;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What the trail says to the subject itself. */
public interface AccessQueries {

    /**
     * The acts about this subject that it may see now, newest first. Those under a delay appear when it is over. Committed acts
     * are found at once, also before they have an index.
     */
    Uni<Page<Access>> ofSubject(UUID subject, PageRequest page);

    /** Whether this leaf is about the subject, and the subject may see it now. */
    Uni<Boolean> isOf(UUID subject, UUID leaf);
}
