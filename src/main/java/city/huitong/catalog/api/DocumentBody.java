package city.huitong.catalog.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A described thing in a request's body. */
final class DocumentBody {

    private DocumentBody() {}

    /** The body of a PUT with the name that its path gives; refuses a body that names something else. */
    static Map<String, Object> named(@Nullable Map<String, Object> body, String key, String name) {
        var document = new LinkedHashMap<String, Object>();
        document.put(key, name);
        if (body != null) {
            document.putAll(body);
        }
        if (!name.equals(document.get(key))) {
            throw REQUEST_INVALID
                    .because("path and body name different things")
                    .with(List.of(new Violation("/" + key, "not-the-path", "must be as in the path, or left out")));
        }
        return document;
    }
}
