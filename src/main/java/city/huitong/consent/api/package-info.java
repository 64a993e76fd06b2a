/** Legal bases, consents and break-glass by REST: for recipients, subjects, officers and the hub's operator. */
@NullMarked
package city.huitong.consent.api;

import org.jspecify.annotations.NullMarked;
