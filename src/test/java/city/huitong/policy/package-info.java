@NullMarked
package city.huitong.policy;

import org.jspecify.annotations.NullMarked;
