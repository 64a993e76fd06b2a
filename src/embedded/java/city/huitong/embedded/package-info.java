/**
 * What `quarkus:dev` and the tests have and production has not: a real PostgreSQL, a real Kafka broker, a small token issuer
 * and the demo city. The build removes this package before anything is packaged.
 */
@NullMarked
package city.huitong.embedded;

import org.jspecify.annotations.NullMarked;
