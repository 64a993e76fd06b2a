package city.huitong.catalog;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;

/** Derives a fact for all subjects from the records already there, after its definition is new or has changed. */
public interface FactBackfill {

    /** Fills the fact's column, in the transaction that registers the definition. */
    Uni<Void> recompute(Tx tx, FactDefinition fact);
}
