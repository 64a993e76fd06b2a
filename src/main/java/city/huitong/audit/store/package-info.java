/** Entries in PostgreSQL, the log in files, and the sequencer that brings one into the other. */
@NullMarked
package city.huitong.audit.store;

import org.jspecify.annotations.NullMarked;
