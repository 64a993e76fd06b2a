/**
 * Developers who build on the hub: they register a client by themselves, get keys for it, change them, ask for more, and see what they
 * have used. Knows who a client is, not what it may read.
 */
@NullMarked
package city.huitong.developer;

import org.jspecify.annotations.NullMarked;
