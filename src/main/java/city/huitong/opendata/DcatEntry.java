package city.huitong.opendata;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.Department;
import city.huitong.ingest.DataVersion;
import java.util.Optional;

/**
 * What the catalogue lists: a dataset, who publishes it and its latest version.
 *
 * @param publisher empty while the dataset is only being checked and its department is unknown
 * @param version empty while nothing has been published
 */
record DcatEntry(Dataset dataset, Optional<Department> publisher, Optional<DataVersion> version) {

    static DcatEntry of(Catalog catalog, Dataset dataset, Optional<DataVersion> version) {
        return new DcatEntry(dataset, catalog.department(dataset.department()), version);
    }
}
