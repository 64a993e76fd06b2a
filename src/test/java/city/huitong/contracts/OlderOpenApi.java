package city.huitong.contracts;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** What is served, said in OpenAPI 3.0.3, for tools that do not understand 3.1. It has no names of roles, which 3.0 knows no place for. */
final class OlderOpenApi {

    private static final String VERSION = "mp.openapi.extensions.smallrye.openapi";

    private OlderOpenApi() {}

    static byte[] of(byte[] served) throws IOException {
        return SmallRyeOpenAPI.builder()
                .withConfig(new SmallRyeConfigBuilder()
                        .withDefaultValue(VERSION, "3.0.3")
                        .build())
                .withCustomStaticFile(() -> new ByteArrayInputStream(served))
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .addFilter(new WithoutRoles())
                .build()
                .toYAML()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Scopes, where 3.1 has roles, are for OAuth 2 only. */
    private static final class WithoutRoles implements OASFilter {

        @Override
        public Operation filterOperation(Operation operation) {
            operation.getSecurity().forEach(WithoutRoles::clear);
            return operation;
        }

        private static void clear(SecurityRequirement requirement) {
            List.copyOf(requirement.getSchemes().keySet()).forEach(requirement::addScheme);
        }
    }
}
