/** Open data by REST and GraphQL. */
@NullMarked
package city.huitong.opendata.api;

import org.jspecify.annotations.NullMarked;
