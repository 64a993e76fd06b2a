/** Questions as SQL. */
@NullMarked
package city.huitong.opendata.store;

import org.jspecify.annotations.NullMarked;
