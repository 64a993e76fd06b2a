package city.huitong.catalog.api;

import city.huitong.catalog.SchemaChecker;
import city.huitong.platform.problem.Violation;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The standard's own schema of schemas, which is part of the validator: nothing is fetched. */
@ApplicationScoped
class StandardSchemaChecker implements SchemaChecker {

    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

    private final Schema standard = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(META_SCHEMA));

    @Override
    public List<Violation> check(String schemaText) {
        return standard.validate(schemaText, InputFormat.JSON).stream()
                .map(StandardSchemaChecker::violation)
                .toList();
    }

    private static Violation violation(Error error) {
        return new Violation(error.getInstanceLocation().toString(), "json-schema", error.getMessage());
    }
}
