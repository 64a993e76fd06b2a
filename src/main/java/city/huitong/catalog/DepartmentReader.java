package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the description of a department, whether it came as YAML or JSON. */
public final class DepartmentReader {

    private static final Set<String> KEYS = Set.of("id", "title");

    private DepartmentReader() {}

    /** The department; refuses with {@code department-invalid} and everything that is wrong. */
    public static Department read(@Nullable Object document) {
        var found = new ArrayList<Violation>();
        var root = DocumentNode.root(document, found);
        root.allowOnly(KEYS);
        var id = root.at("id").text(DepartmentId.FORM, DepartmentId::new);
        var title = root.at("title").localized();
        DocumentNode.refuse(CatalogProblem.DEPARTMENT_INVALID, "the description", found);
        return new Department(id.orElseThrow(), title.orElseThrow());
    }
}
