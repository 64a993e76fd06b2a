package city.huitong.ingest.store;

import city.huitong.platform.security.SealedColumn;
import jakarta.enterprise.context.ApplicationScoped;

/** The lines in quarantine. */
@ApplicationScoped
class SealedLines implements SealedColumn {

    @Override
    public String table() {
        return "rejection";
    }

    @Override
    public String column() {
        return "content";
    }
}
