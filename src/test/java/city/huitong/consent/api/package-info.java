/** Consents as recipients, subjects and the hub meet them. */
@NullMarked
package city.huitong.consent.api;

import org.jspecify.annotations.NullMarked;
