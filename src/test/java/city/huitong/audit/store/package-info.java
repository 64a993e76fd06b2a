/** Tests of the log against a real PostgreSQL and real files. */
@NullMarked
package city.huitong.audit.store;

import org.jspecify.annotations.NullMarked;
