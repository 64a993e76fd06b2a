package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;

/** Reads the catalogue as stored. Others ask {@link CurrentCatalog}, which has it in memory. */
public interface CatalogQueries {

    /** The catalogue as committed. */
    Uni<Catalog> load();

    /** The revision as committed, without the rest. */
    Uni<Long> revision();

    /**
     * Keeps the catalogue from changing until the transaction ends, and says its revision. Many may hold it still at once;
     * who wants to change it waits. Work over tables that follow from the catalogue begins with this, and starts anew from a
     * fresh catalogue if the revision is not the one it was prepared for.
     */
    Uni<Long> holdStill(Tx tx);
}
