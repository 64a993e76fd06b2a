package city.huitong.subject;

import city.huitong.catalog.CatalogQueries;
import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Derives facts with a window anew when a day has passed: "in the last 24 months" says something else tomorrow although no
 * record comes in. Who has another value is announced as after any change. Derived twice nothing changes.
 */
@ApplicationScoped
public class TurnWindows {

    private static final int STEP = 1_000;

    private final CurrentCatalog catalog;
    private final CatalogQueries catalogQueries;
    private final UnitOfWork unitOfWork;
    private final SubjectFacts facts;
    private final Subjects subjects;

    TurnWindows(
            CurrentCatalog catalog,
            CatalogQueries catalogQueries,
            UnitOfWork unitOfWork,
            SubjectFacts facts,
            Subjects subjects) {
        this.catalog = catalog;
        this.catalogQueries = catalogQueries;
        this.unitOfWork = unitOfWork;
        this.facts = facts;
        this.subjects = subjects;
    }

    /** Looks at everybody, a thousand subjects a transaction. */
    public Uni<Void> turn() {
        return Multi.createFrom()
                .iterable(datasetsWithWindows())
                .onItem()
                .transformToUniAndConcatenate(this::turn)
                .onItem()
                .ignoreAsUni();
    }

    private List<Dataset> datasetsWithWindows() {
        var now = catalog.get();
        return now.facts().stream()
                .filter(fact -> fact.window().isPresent())
                .map(FactDefinition::dataset)
                .distinct()
                .map(now::requireDataset)
                .toList();
    }

    private Uni<Void> turn(Dataset dataset) {
        var kind = dataset.subjectKind().orElseThrow();
        return Multi.createBy()
                .repeating()
                .uni(Position::new, position -> step(dataset, kind, position))
                .whilst(subjects -> !subjects.isEmpty())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<SubjectId>> step(Dataset dataset, SubjectKind kind, Position position) {
        return facts.nextSubjects(kind, ShardRange.ALL, position.last, STEP)
                .invoke(position::at)
                .call(some -> derive(dataset, some));
    }

    private Uni<Void> derive(Dataset dataset, List<SubjectId> some) {
        return some.isEmpty() ? Uni.createFrom().voidItem() : unitOfWork.onRows(tx -> derive(tx, dataset, some));
    }

    private Uni<Void> derive(SqlTx tx, Dataset dataset, List<SubjectId> some) {
        return catalogQueries.holdStill(tx).chain(() -> subjects.recordsChanged(tx, dataset, some));
    }

    /** How far the loop is; changed by its steps only, one after the other. */
    private static final class Position {

        private Optional<SubjectId> last = Optional.empty();

        void at(List<SubjectId> subjects) {
            if (!subjects.isEmpty()) {
                last = Optional.of(subjects.getLast());
            }
        }
    }
}
