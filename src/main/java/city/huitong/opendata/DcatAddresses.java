package city.huitong.opendata;

import city.huitong.catalog.DatasetId;
import city.huitong.catalog.DepartmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the catalogue's things are called: addresses below the hub's public one. They are names that others store, so they do not
 * follow the host that a request was sent to.
 */
@ApplicationScoped
class DcatAddresses {

    private final String base;

    DcatAddresses(@ConfigProperty(name = "huitong.public-url") URI publicUrl) {
        this.base = publicUrl.toString().replaceFirst("/+$", "");
    }

    /** The address of something of the hub. */
    String at(String path) {
        return base + path;
    }

    String catalogue() {
        return at("/v1/catalog");
    }

    /** One page of the catalogue. */
    String page(String query) {
        return catalogue() + "?" + query;
    }

    String dataset(DatasetId dataset) {
        return at("/v1/open/datasets/" + dataset);
    }

    String department(DepartmentId department) {
        return at("/v1/departments/" + department);
    }
}
