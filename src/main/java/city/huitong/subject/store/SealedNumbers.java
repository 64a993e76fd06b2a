package city.huitong.subject.store;

import city.huitong.platform.security.SealedColumn;
import jakarta.enterprise.context.ApplicationScoped;

/** The official numbers. */
@ApplicationScoped
class SealedNumbers implements SealedColumn {

    @Override
    public String table() {
        return "subject";
    }

    @Override
    public String column() {
        return "number";
    }
}
