package city.huitong.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Shows in the OpenAPI document what a hub was asked and what it answered: files of {@code openapi/examples}, one for each operation by
 * its id, which a test keeps as a running hub answers.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RealExamples implements OASFilter {

    private static final String FOLDER = "/openapi-examples/";
    private static final String OK = "200";
    private static final String JSON = "application/json";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Operation filterOperation(Operation operation) {
        example(operation.getOperationId()).ifPresent(example -> show(operation, example));
        return operation;
    }

    private Optional<JsonNode> example(String operationId) {
        try (var file = RealExamples.class.getResourceAsStream(FOLDER + operationId + ".json")) {
            return file == null ? Optional.empty() : Optional.of(json.readTree(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void show(Operation operation, JsonNode example) {
        var asked = example.path("request");
        Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .filter(parameter -> asked.has(parameter.getName()))
                .forEach(parameter ->
                        parameter.setExample(asked.get(parameter.getName()).asText()));
        answer(operation).setExample(json.convertValue(example.path("answer"), Object.class));
    }

    private static MediaType answer(Operation operation) {
        return operation.getResponses().getAPIResponse(OK).getContent().getMediaType(JSON);
    }
}
