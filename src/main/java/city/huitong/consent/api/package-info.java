/** Consents by REST: for recipients, for subjects, for the hub's operator. */
@NullMarked
package city.huitong.consent.api;

import org.jspecify.annotations.NullMarked;
