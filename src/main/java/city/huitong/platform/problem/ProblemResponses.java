package city.huitong.platform.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document that every operation may refuse with a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final Map<String, String> REFUSALS = new TreeMap<>(Map.of(
            "400", "The request is not valid",
            "401", "The access token is missing or was not accepted",
            "403", "The caller may not do this",
            "404", "There is nothing here",
            "429", "Too much was asked for; Retry-After says when to try again"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema("Problem", problem());
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ProblemResponses::refuse);
    }

    private static void refuse(Operation operation) {
        REFUSALS.forEach(
                (status, description) -> operation.getResponses().addAPIResponse(status, refusal(description)));
    }

    private static APIResponse refusal(String description) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        var content = OASFactory.createContent()
                .addMediaType(
                        ProblemJson.MEDIA_TYPE, OASFactory.createMediaType().schema(schema));
        return OASFactory.createAPIResponse().description(description).content(content);
    }

    private static Schema problem() {
        return object("Why a request was not served (RFC 9457)")
                .addProperty("type", text("Identifies the kind of problem"))
                .addProperty("code", text("Stable code, the same in GraphQL"))
                .addProperty("title", text("Short title that never varies"))
                .addProperty("status", typed(Schema.SchemaType.INTEGER, "HTTP status"))
                .addProperty("detail", text("This case, in a sentence"))
                .addProperty("instance", text("The request's path"))
                .addProperty(
                        "errors",
                        typed(Schema.SchemaType.ARRAY, "Everything that is wrong")
                                .items(violation()));
    }

    private static Schema violation() {
        return object("One thing that is wrong, and what would be right")
                .addProperty("pointer", text("Where"))
                .addProperty("code", text("Stable code"))
                .addProperty("detail", text("What would be right"));
    }

    private static Schema object(String description) {
        return typed(Schema.SchemaType.OBJECT, description);
    }

    private static Schema text(String description) {
        return typed(Schema.SchemaType.STRING, description);
    }

    private static Schema typed(Schema.SchemaType type, String description) {
        return OASFactory.createSchema().type(List.of(type)).description(description);
    }
}
