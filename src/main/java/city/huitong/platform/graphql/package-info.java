/**
 * GraphQL over HTTP, around what SmallRye does: requests are checked before it, queries are held to limits, and every error
 * leaves with the code REST has for it.
 */
@NullMarked
package city.huitong.platform.graphql;

import org.jspecify.annotations.NullMarked;
