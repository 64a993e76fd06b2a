/** What makes the hub match: facts that changed and policies that were published. */
@NullMarked
package city.huitong.matching.messaging;

import org.jspecify.annotations.NullMarked;
