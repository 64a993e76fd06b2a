package city.huitong.consent;

import city.huitong.audit.SubjectLinks;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Erases the link between a subject and the entries about it, under the city's legal basis for erasure. */
@ApplicationScoped
public class EraseAuditLink {

    private static final String AUDIT_LINK = "audit-link";

    private final Asker asker;
    private final LegalBases bases;
    private final Refusals refusals;
    private final SubjectLinks links;
    private final UnitOfWork unitOfWork;

    EraseAuditLink(Asker asker, LegalBases bases, Refusals refusals, SubjectLinks links, UnitOfWork unitOfWork) {
        this.asker = asker;
        this.bases = bases;
        this.refusals = refusals;
        this.links = links;
        this.unitOfWork = unitOfWork;
    }

    /** The leaf of the act, which names nobody. Fails with {@code no-legal-basis}. */
    public Uni<UUID> erase(SubjectId subject) {
        var asking = asker.asking();
        var items = Set.of(AUDIT_LINK);
        var lawful = bases.covering(asking, items);
        return lawful.isEmpty()
                ? refusals.noBasis(asking, List.of(subject), items)
                : unitOfWork.onRows(tx -> links.sever(
                        tx,
                        subject.value(),
                        asking.actor(),
                        lawful.get().role(),
                        lawful.get().law()));
    }
}
