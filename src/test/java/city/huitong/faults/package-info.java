/**
 * The spine's promises against real faults: hubs that are killed, a broker that goes away. The packaged hub runs as processes
 * of its own, so these tests need the artifact and belong to {@code verify}.
 */
@NullMarked
package city.huitong.faults;

import org.jspecify.annotations.NullMarked;
