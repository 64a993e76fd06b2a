/** Who is calling. */
@NullMarked
package city.huitong.platform.security;

import org.jspecify.annotations.NullMarked;
