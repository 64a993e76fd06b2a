package city.huitong.platform.graphql;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A feature of the tests', which adds nothing to the schema unless one says what. */
@ApplicationScoped
class ProbeTypes implements RuntimeTypes {

    private volatile @Nullable RuntimePart part;

    void become(@Nullable RuntimePart other) {
        part = other;
    }

    @Override
    public Optional<RuntimePart> current() {
        return Optional.ofNullable(part);
    }
}
