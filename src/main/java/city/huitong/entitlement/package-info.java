/** What subjects are entitled to: granted, open for missing facts, or withdrawn, and what moves from one to the other. */
@NullMarked
package city.huitong.entitlement;

import org.jspecify.annotations.NullMarked;
