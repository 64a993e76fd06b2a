/** Clients and keys by REST. */
@NullMarked
package city.huitong.developer.api;

import org.jspecify.annotations.NullMarked;
