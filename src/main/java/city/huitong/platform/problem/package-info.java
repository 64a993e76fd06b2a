/** Refusals: RFC 9457 problems with stable codes, the same on every interface. */
@NullMarked
package city.huitong.platform.problem;

import org.jspecify.annotations.NullMarked;
