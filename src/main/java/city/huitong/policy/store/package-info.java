/** Publications in PostgreSQL. */
@NullMarked
package city.huitong.policy.store;

import org.jspecify.annotations.NullMarked;
