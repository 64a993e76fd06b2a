/** Runs and decisions by REST. */
@NullMarked
package city.huitong.matching.api;

import org.jspecify.annotations.NullMarked;
