package city.huitong.developer.store;

import city.huitong.platform.security.SealedColumn;
import jakarta.enterprise.context.ApplicationScoped;

/** Whom to ask about a client. */
@ApplicationScoped
class SealedContacts implements SealedColumn {

    @Override
    public String table() {
        return "client";
    }

    @Override
    public String column() {
        return "contact";
    }
}
