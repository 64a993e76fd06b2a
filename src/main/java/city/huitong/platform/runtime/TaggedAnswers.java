package city.huitong.platform.runtime;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says in the OpenAPI document which answers have a tag, and that who sends it back is not sent the same again. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class TaggedAnswers implements OASFilter {

    private static final String OK = "200";
    private static final String NOT_MODIFIED = "304";

    @Override
    public Operation filterOperation(Operation operation) {
        if (parameters(operation).stream().anyMatch(TaggedAnswers::isTagOfTheCaller)) {
            var answers = operation.getResponses();
            answers.getAPIResponse(OK).addHeader(HttpHeaders.ETAG, tag());
            answers.addAPIResponse(
                    NOT_MODIFIED,
                    OASFactory.createAPIResponse()
                            .description("It is as the caller has it")
                            .addHeader(HttpHeaders.ETAG, tag()));
        }
        return operation;
    }

    private static List<Parameter> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }

    private static boolean isTagOfTheCaller(Parameter parameter) {
        return HttpHeaders.IF_NONE_MATCH.equals(parameter.getName());
    }

    private static Header tag() {
        return OASFactory.createHeader()
                .description("Names this state; send it back in If-None-Match")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
