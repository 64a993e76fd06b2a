/** Clients, keys and usage as rows. */
@NullMarked
package city.huitong.developer.store;

import org.jspecify.annotations.NullMarked;
