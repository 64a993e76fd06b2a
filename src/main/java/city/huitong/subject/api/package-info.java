/** Subjects and facts by REST. */
@NullMarked
package city.huitong.subject.api;

import org.jspecify.annotations.NullMarked;
