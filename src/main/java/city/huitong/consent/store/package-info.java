/** Consents as rows. */
@NullMarked
package city.huitong.consent.store;

import org.jspecify.annotations.NullMarked;
