/** Policies by REST. */
@NullMarked
package city.huitong.policy.api;

import org.jspecify.annotations.NullMarked;
