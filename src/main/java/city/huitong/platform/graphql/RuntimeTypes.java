package city.huitong.platform.graphql;

import java.util.Optional;

/** A feature whose part of the schema follows from data, so that it is known, and changes, only while the hub runs. */
public interface RuntimeTypes {

    /**
     * The feature's part as it is now; empty while the feature does not know it yet. Equal to the one before as long as nothing has
     * changed. Asked for every second.
     */
    Optional<RuntimePart> current();
}
