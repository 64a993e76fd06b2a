/**
 * An append-only trail of who did what with whose data and why, which shows when somebody bends it.
 *
 * <p>Entries are appended in the transaction that reads or changes: no trail, no read. They become leaves of a Merkle tree
 * (RFC 6962) whose root is signed, kept and served as C2SP tlog-tiles. A leaf holds no personal data; see ADR 0008.
 */
@NullMarked
package city.huitong.audit;

import org.jspecify.annotations.NullMarked;
