package city.huitong.subject.store;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.subject.FactDerivation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** Derives facts inside PostgreSQL, for all subjects of a sub-batch in one statement. */
@ApplicationScoped
class SqlFactDerivation implements FactDerivation {

    private final CurrentCatalog catalog;
    private final CityClock clock;

    SqlFactDerivation(CurrentCatalog catalog, CityClock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public Uni<List<SubjectId>> derive(SqlTx tx, Dataset dataset, Collection<SubjectId> subjects) {
        var facts = catalog.get().factsOf(dataset.id());
        if (facts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var sql = FactSql.derive(
                dataset,
                facts,
                closedElsewhere(dataset),
                subjects,
                clock.today(),
                clock.now().atOffset(ZoneOffset.UTC));
        return tx.connection()
                .preparedQuery(sql.text())
                .execute(Parameters.tuple(sql.parameters()))
                .map(rows -> rows.stream()
                        .map(row -> new SubjectId(row.getUUID("subject")))
                        .toList());
    }

    /** Facts of other, closed registers: a subject that is new has them from the beginning. */
    private List<FactDefinition> closedElsewhere(Dataset dataset) {
        return catalog.get().facts(dataset.subjectKind().orElseThrow()).stream()
                .filter(fact -> !fact.dataset().equals(dataset.id()))
                .filter(fact -> fact.otherwise().isPresent())
                .toList();
    }
}
