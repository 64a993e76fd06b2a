package city.huitong.catalog.api;

import city.huitong.platform.data.Page;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Pages as answered, one type each, so that the contract names what is in them. */
final class CatalogPages {

    private static final String NEXT = "Give it back unchanged as `after` for the next page; null on the last one";

    private CatalogPages() {}

    /** Some departments. */
    @Schema(name = "DepartmentPage", description = "One page of a list of departments, by id")
    record Departments(
            List<DepartmentJson> items,
            @Schema(description = NEXT) Optional<String> next) {

        static Departments of(Page<DepartmentJson> page) {
            return new Departments(page.items(), page.next());
        }
    }

    /** Some datasets. */
    @Schema(name = "DatasetPage", description = "One page of a list of datasets, by id")
    record Datasets(
            List<DatasetJson> items,
            @Schema(description = NEXT) Optional<String> next) {

        static Datasets of(Page<DatasetJson> page) {
            return new Datasets(page.items(), page.next());
        }
    }

    /** Some facts. */
    @Schema(name = "FactPage", description = "One page of a list of facts, by name")
    record Facts(
            List<FactJson> items,
            @Schema(description = NEXT) Optional<String> next) {

        static Facts of(Page<FactJson> page) {
            return new Facts(page.items(), page.next());
        }
    }
}
