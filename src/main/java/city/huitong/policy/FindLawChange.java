package city.huitong.policy;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Finds out how far back a publication reaches: from which day on it says something else than the one before it. */
@ApplicationScoped
public class FindLawChange {

    private final PublicationQueries publications;
    private final CurrentCatalog catalog;
    private final PolicyReader reader = new PolicyReader(new ExpressionCompiler());

    FindLawChange(PublicationQueries publications, CurrentCatalog catalog) {
        this.publications = publications;
        this.catalog = catalog;
    }

    /**
     * The first day for which a publication decides otherwise than the one before it; empty for the first one, and for one that changes
     * nothing but titles or cases.
     *
     * @param number of the publication, from 1
     */
    public Uni<Optional<LocalDate>> since(PolicyId policy, int number) {
        return publications
                .load(Map.of(policy, number))
                .chain(now -> publications
                        .load(Map.of(policy, number - 1))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(before -> now.stream()
                                .flatMap(each -> read(each).stream())
                                .flatMap(after ->
                                        before.stream().flatMap(earlier -> since(after, read(earlier)).stream()))
                                .findFirst()));
    }

    /** Against words that cannot be read any more everything is new. */
    private static Optional<LocalDate> since(Policy after, Optional<Policy> before) {
        return before.map(after::saysOtherwiseFrom)
                .orElseGet(() -> Optional.of(after.versions().getFirst().valid().from()));
    }

    private Optional<Policy> read(Publication publication) {
        try {
            return Optional.of(reader.read(publication.document(), CatalogVocabulary.of(catalog.get())));
        } catch (Problem _) {
            return Optional.empty();
        }
    }
}
