/** What consents promise, without a hub around them. */
@NullMarked
package city.huitong.consent;

import org.jspecify.annotations.NullMarked;
