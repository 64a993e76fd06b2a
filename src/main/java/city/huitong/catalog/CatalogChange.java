package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;

/** The frame of every change of the catalogue: alone, in one transaction, and in this process' memory before the answer. */
@ApplicationScoped
class CatalogChange {

    private final UnitOfWork work;
    private final CatalogRepository repository;
    private final CurrentCatalog current;

    CatalogChange(UnitOfWork work, CatalogRepository repository, CurrentCatalog current) {
        this.work = work;
        this.repository = repository;
        this.current = current;
    }

    /** @param change given the transaction and the catalogue as it is */
    <T> Uni<T> perform(BiFunction<Tx, Catalog, Uni<T>> change) {
        return work.onEntities(tx -> repository.lock(tx).chain(catalog -> change.apply(tx, catalog)))
                .call(current::refresh);
    }

    /** Several changes in one transaction, none of which needs another; all of them or none. */
    <T> Uni<Void> performAll(List<T> all, TriFunction<T> change) {
        return perform((tx, catalog) -> Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(each -> change.apply(tx, catalog, each))
                .collect()
                .last()
                .replaceWithVoid());
    }

    /** One change of several. */
    @FunctionalInterface
    interface TriFunction<T> {
        Uni<?> apply(Tx tx, Catalog catalog, T each);
    }
}
