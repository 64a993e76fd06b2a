/** The clock, identifiers and start of the hub. */
@NullMarked
package city.huitong.platform.runtime;

import org.jspecify.annotations.NullMarked;
