/** Entitlements over Kafka. */
@NullMarked
package city.huitong.entitlement.messaging;

import org.jspecify.annotations.NullMarked;
