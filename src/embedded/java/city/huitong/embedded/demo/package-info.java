/**
 * A made-up city: people, households and enterprises that do not exist, with everything sixteen departments would know about
 * them. Dev mode and tests fill the hub with it; it is never packaged.
 *
 * <p>The same seed gives the same bytes for ever, on every machine: each record draws from its own random numbers, named by
 * seed, dataset and index, so that neither order nor laziness changes anything. Identity numbers come only from ranges that can
 * never be assigned (area 999999 for citizens, 990000 for enterprises).
 */
@NullMarked
package city.huitong.embedded.demo;

import org.jspecify.annotations.NullMarked;
