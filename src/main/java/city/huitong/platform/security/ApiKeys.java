package city.huitong.platform.security;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Knows API keys. The gate only asks; who gets one is the business of the feature that implements this. */
public interface ApiKeys {

    /** Whose key it is; empty for one that nobody has, or has any longer. */
    Uni<Optional<KeyHolder>> find(String key);
}
