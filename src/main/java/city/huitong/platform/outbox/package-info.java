/**
 * The one way out: events are appended in the transaction that causes them and sent afterwards, never lost, in order per key.
 */
@NullMarked
package city.huitong.platform.outbox;

import org.jspecify.annotations.NullMarked;
