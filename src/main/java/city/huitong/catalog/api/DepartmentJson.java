package city.huitong.catalog.api;

import city.huitong.catalog.Department;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A department as answered and as sent. */
@Schema(name = "Department", description = "Who publishes data; the only one who may write its datasets")
record DepartmentJson(
        @Schema(pattern = "^[a-z][a-z0-9-]{1,40}$", examples = "public-security", required = true)
        String id,

        @Schema(required = true) LocalizedTextJson title) {

    static DepartmentJson of(Department department) {
        return new DepartmentJson(department.id().value(), LocalizedTextJson.of(department.title()));
    }
}
