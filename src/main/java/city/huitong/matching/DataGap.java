package city.huitong.matching;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.DepartmentId;
import city.huitong.expression.MissingReason;
import java.util.Optional;

/**
 * A fact that keeps an answer open, and the department that could close the gap.
 *
 * @param fact its name
 * @param reason why it is missing
 * @param dataset where it comes from; empty when the catalogue no longer has the fact
 * @param department whose dataset that is
 */
public record DataGap(
        String fact, MissingReason reason, Optional<DatasetId> dataset, Optional<DepartmentId> department) {

    static DataGap of(String fact, MissingReason reason, Catalog catalog) {
        var dataset = catalog.fact(fact).flatMap(definition -> catalog.dataset(definition.dataset()));
        return new DataGap(fact, reason, dataset.map(each -> each.id()), dataset.map(each -> each.department()));
    }
}
