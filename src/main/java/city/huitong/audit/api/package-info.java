/** The log by REST, and the command that checks proofs and exported logs. */
@NullMarked
package city.huitong.audit.api;

import org.jspecify.annotations.NullMarked;
