/** Entitlements in PostgreSQL. */
@NullMarked
package city.huitong.entitlement.store;

import org.jspecify.annotations.NullMarked;
