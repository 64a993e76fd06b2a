package city.huitong.consent;

import city.huitong.audit.Basis;
import city.huitong.catalog.LegalBasis;

/**
 * A legal basis as somebody uses it.
 *
 * @param role the role in which they do
 * @param purpose what for
 */
record Lawful(LegalBasis basis, String role, String purpose) {

    Basis.Law law() {
        return new Basis.Law(basis.code(), basis.document());
    }
}
