package city.huitong.consent;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Consents, read side: each as it is at the moment. */
public interface ConsentQueries {

    /** Newest first. */
    Uni<Page<Consent>> ofRecipient(String recipient, Optional<String> state, PageRequest page);

    /** Newest first. */
    Uni<Page<Consent>> ofSubject(SubjectId subject, PageRequest page);

    /** One consent; empty when there is none. */
    Uni<Optional<Consent>> find(UUID id);

    /** Its events, first to last. */
    Uni<List<ConsentEvent>> events(UUID id);
}
