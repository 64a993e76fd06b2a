package city.huitong.matching.messaging;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.MatchChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears whose facts changed. Acknowledged after the matching has committed; hearing it twice changes nothing. */
@ApplicationScoped
class FactsConsumer {

    private final MatchChanged matchChanged;

    FactsConsumer(MatchChanged matchChanged) {
        this.matchChanged = matchChanged;
    }

    @Incoming("facts")
    Uni<Void> changed(List<String> events) {
        return matchChanged.match(subjects(events));
    }

    private static java.util.Map<SubjectKind, Collection<SubjectId>> subjects(List<String> events) {
        return events.stream()
                .map(JsonObject::new)
                .collect(Collectors.groupingBy(
                        event -> SubjectKind.parse(event.getString("kind")).orElseThrow(),
                        Collectors.mapping(
                                event -> new SubjectId(UUID.fromString(event.getString("subject"))),
                                Collectors.toCollection(java.util.LinkedHashSet::new))));
    }
}
