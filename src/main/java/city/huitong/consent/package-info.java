/**
 * Who may see whose data, and why: consents, and laws that need none. The only place that makes a
 * {@link city.huitong.subject.DisclosureGrant}.
 */
@NullMarked
package city.huitong.consent;

import org.jspecify.annotations.NullMarked;
