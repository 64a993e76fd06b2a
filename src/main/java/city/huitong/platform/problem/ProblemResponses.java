package city.huitong.platform.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Says in the OpenAPI document how operations may refuse: with problems, the same ones everywhere ({@link Refusal}). */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final String RETRY_AFTER = "Retry-After";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        var components =
                document.getComponents().addSchema("Problem", problem()).addSchema("Violation", violation());
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> refuse(operation, components));
    }

    private static void refuse(Operation operation, Components components) {
        Stream.of(Refusal.values())
                .filter(refusal -> refusal.concerns(operation))
                .filter(refusal -> !isSaid(operation.getResponses().getAPIResponse(refusal.status())))
                .forEach(refusal -> refuse(operation, refusal, components));
    }

    private static void refuse(Operation operation, Refusal refusal, Components components) {
        components.addResponse(refusal.component(), answer(refusal));
        operation
                .getResponses()
                .addAPIResponse(refusal.status(), OASFactory.createAPIResponse().ref(refusal.component()));
    }

    /** Quarkus knows some of the statuses, but not what is answered with them. */
    private static boolean isSaid(@Nullable APIResponse answer) {
        return answer != null && answer.getContent() != null;
    }

    private static APIResponse answer(Refusal refusal) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        var content = OASFactory.createContent()
                .addMediaType(
                        ProblemJson.MEDIA_TYPE, OASFactory.createMediaType().schema(schema));
        var answer = OASFactory.createAPIResponse()
                .description(refusal.description())
                .content(content);
        return refusal.isForNow() ? answer.addHeader(RETRY_AFTER, retryAfter()) : answer;
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("After how many seconds to try again")
                .schema(typed(Schema.SchemaType.INTEGER, "Seconds").format("int32"));
    }

    private static Schema problem() {
        return object(
                        "Why a request was not served (RFC 9457). Some kinds have members of their own: state, limit, asked")
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true))
                .addProperty("type", text("Identifies the kind of problem"))
                .addProperty("code", text("Stable code, the same in GraphQL"))
                .addProperty("title", text("Short title that never varies"))
                .addProperty(
                        "status",
                        typed(Schema.SchemaType.INTEGER, "HTTP status").format("int32"))
                .addProperty("detail", text("This case, in a sentence"))
                .addProperty("instance", text("The request's path"))
                .addProperty(
                        "errors",
                        typed(Schema.SchemaType.ARRAY, "Everything that is wrong")
                                .items(OASFactory.createSchema().ref("#/components/schemas/Violation")));
    }

    private static Schema violation() {
        return object("One thing that is wrong, and what would be right")
                .addProperty("pointer", text("Where"))
                .addProperty("code", text("Stable code"))
                .addProperty("detail", text("What would be right"))
                .addProperty(
                        "line",
                        typed(Schema.SchemaType.INTEGER, "In the text of the document, from 1; left out elsewhere")
                                .format("int32"));
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
