/** The demo city looked at from outside: an oracle that decides its policies in plain Java, and tests of city and pack. */
@NullMarked
package city.huitong.demo;

import org.jspecify.annotations.NullMarked;
