/**
 * How records come in: line by line, checked against the dataset's schema, in sub-batches that are stored whole or not at
 * all. What is wrong is quarantined with its place and reason; nothing is dropped silently.
 */
@NullMarked
package city.huitong.ingest;

import org.jspecify.annotations.NullMarked;
