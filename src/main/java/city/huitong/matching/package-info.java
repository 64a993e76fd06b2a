/**
 * Who is entitled to what: policies in force held against the facts of subjects, one by one when facts change and everybody
 * when a policy does.
 */
@NullMarked
package city.huitong.matching;

import org.jspecify.annotations.NullMarked;
