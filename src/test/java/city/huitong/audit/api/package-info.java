/** Tests of the log by REST and of the command that checks it. */
@NullMarked
package city.huitong.audit.api;

import org.jspecify.annotations.NullMarked;
