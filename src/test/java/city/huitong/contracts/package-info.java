/** The contracts in git against what is served. */
@NullMarked
package city.huitong.contracts;

import org.jspecify.annotations.NullMarked;
