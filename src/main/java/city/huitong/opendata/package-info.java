/**
 * What the city has opened to everybody (公共数据开放): the catalogue, and one query model that REST, GraphQL and exports share. Knows
 * datasets and their records, and nothing of subjects, consents, credit and policies.
 */
@NullMarked
package city.huitong.opendata;

import org.jspecify.annotations.NullMarked;
