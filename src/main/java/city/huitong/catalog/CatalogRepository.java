package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Changes the stored catalogue and the tables that follow from it. Every change gives the catalogue a new revision and is
 * announced to all processes when its transaction commits.
 */
public interface CatalogRepository {

    /** Waits until nobody else uses or changes the catalogue, keeps it so until the transaction ends, and reads it. */
    Uni<Catalog> lock(Tx tx);

    /** Stores a department, new or known. */
    Uni<Void> save(Tx tx, Department department);

    /** Stores a new dataset and makes its tables. */
    Uni<Void> create(Tx tx, Dataset dataset);

    /** Stores a changed dataset and changes its tables. */
    Uni<Void> change(Tx tx, Dataset dataset, List<TableChange> changes);

    /** Records what a change of the dataset is for those who use it, after it was stored. */
    Uni<Void> record(Tx tx, DatasetId dataset, DatasetChange change);

    /** Stores a new fact and makes its column, empty. */
    Uni<Void> create(Tx tx, FactDefinition fact);

    /** Stores a changed definition; its column keeps what it holds. */
    Uni<Void> change(Tx tx, FactDefinition fact);
}
