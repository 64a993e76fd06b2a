/** Measures the packaged hub from outside, against real servers. */
@NullMarked
package city.huitong.bench;

import org.jspecify.annotations.NullMarked;
