package city.huitong.subject.store;

import city.huitong.catalog.CatalogQueries;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactBackfill;
import city.huitong.catalog.FactDefinition;
import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.subject.FactRedefined;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;

/** Derives a new or changed fact for everybody, in the transaction that registers it, and has everybody matched. */
@ApplicationScoped
class SqlFactBackfill implements FactBackfill {

    private final CatalogQueries catalog;
    private final CityClock clock;
    private final Outbox outbox;
    private final Identifiers identifiers;

    SqlFactBackfill(CatalogQueries catalog, CityClock clock, Outbox outbox, Identifiers identifiers) {
        this.catalog = catalog;
        this.clock = clock;
        this.outbox = outbox;
        this.identifiers = identifiers;
    }

    @Override
    public Uni<Void> recompute(Tx tx, FactDefinition fact) {
        return catalog.load()
                .map(known -> sql(
                        known.requireDataset(fact.dataset()),
                        fact,
                        known.facts(fact.name().kind())))
                .chain(sql -> execute(tx, sql))
                .chain(changed -> changed == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.append(tx, FactRedefined.event(fact.name(), identifiers.next())));
    }

    private FactSql sql(Dataset dataset, FactDefinition fact, List<FactDefinition> all) {
        var closedElsewhere = all.stream()
                .filter(other -> !other.name().equals(fact.name()))
                .filter(other -> other.otherwise().isPresent())
                .toList();
        return FactSql.deriveForAll(
                dataset, fact, closedElsewhere, clock.today(), clock.now().atOffset(ZoneOffset.UTC));
    }

    private static Uni<Integer> execute(Tx tx, FactSql sql) {
        return switch (tx) {
            case EntityTx entities -> execute(entities, sql);
            case SqlTx rows ->
                rows.connection()
                        .preparedQuery(sql.text())
                        .execute(Parameters.tuple(sql.parameters()))
                        .map(result -> result.rowCount());
        };
    }

    /** Entities number their parameters with question marks, and want a blank behind the number. */
    private static Uni<Integer> execute(EntityTx tx, FactSql sql) {
        var query = tx.session().createNativeQuery(sql.text().replaceAll("\\$([0-9]+)", "?$1 "));
        for (var i = 0; i < sql.parameters().size(); i++) {
            query.setParameter(i + 1, sql.parameters().get(i));
        }
        return query.executeUpdate();
    }
}
