/**
 * What the city's data is: departments, datasets with their schemas, and the facts derived from them.
 *
 * <p>Words are those of DCAT (dataset, publisher) and of the Chinese rules on public data: sharing level (共享属性) and opening
 * level (开放属性).
 */
@NullMarked
package city.huitong.catalog;

import org.jspecify.annotations.NullMarked;
