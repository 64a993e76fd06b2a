/** Records by REST, and their form as JSON lines. */
@NullMarked
package city.huitong.ingest.api;

import org.jspecify.annotations.NullMarked;
