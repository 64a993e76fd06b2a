/** Transactions and pages: how features reach PostgreSQL. */
@NullMarked
package city.huitong.platform.data;

import org.jspecify.annotations.NullMarked;
