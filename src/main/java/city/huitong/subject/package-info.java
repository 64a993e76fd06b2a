/**
 * Who the data is about. Official numbers are checked and become pseudonyms here; facts are derived from records and read
 * here, and nowhere else does a clear number exist.
 */
@NullMarked
package city.huitong.subject;

import org.jspecify.annotations.NullMarked;
