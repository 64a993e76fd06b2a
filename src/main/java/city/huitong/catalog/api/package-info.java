/** The catalogue over HTTP: departments, datasets and facts. */
@NullMarked
package city.huitong.catalog.api;

import org.jspecify.annotations.NullMarked;
