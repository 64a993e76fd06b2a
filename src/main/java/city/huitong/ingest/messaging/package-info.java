/** Records by Kafka. */
@NullMarked
package city.huitong.ingest.messaging;

import org.jspecify.annotations.NullMarked;
