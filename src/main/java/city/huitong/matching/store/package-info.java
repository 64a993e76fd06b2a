/** Runs in PostgreSQL. */
@NullMarked
package city.huitong.matching.store;

import org.jspecify.annotations.NullMarked;
