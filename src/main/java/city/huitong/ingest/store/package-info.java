/** Records, batches and quarantine in PostgreSQL. */
@NullMarked
package city.huitong.ingest.store;

import org.jspecify.annotations.NullMarked;
