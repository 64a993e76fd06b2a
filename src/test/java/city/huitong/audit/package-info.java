/** Tests of the audit log. */
@NullMarked
package city.huitong.audit;

import org.jspecify.annotations.NullMarked;
