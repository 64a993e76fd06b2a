/** Entitlements by REST and the hub's GraphQL view. */
@NullMarked
package city.huitong.entitlement.api;

import org.jspecify.annotations.NullMarked;
