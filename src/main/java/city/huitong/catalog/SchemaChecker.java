package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import java.util.List;

/** Checks that a schema is a JSON Schema 2020-12 at all, against the standard's own schema. */
public interface SchemaChecker {

    /** What is wrong with it; pointers are relative to the schema. */
    List<Violation> check(String schemaText);
}
