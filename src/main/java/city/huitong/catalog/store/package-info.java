/** The catalogue in PostgreSQL, the tables made from it, and city packs on disk. */
@NullMarked
package city.huitong.catalog.store;

import org.jspecify.annotations.NullMarked;
