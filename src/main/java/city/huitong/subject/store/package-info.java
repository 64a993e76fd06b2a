/** Subjects and facts in PostgreSQL. */
@NullMarked
package city.huitong.subject.store;

import org.jspecify.annotations.NullMarked;
