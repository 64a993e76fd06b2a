package city.huitong.opendata.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document what {@link DeprecationFilter} adds to answers about a dataset. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DeprecationInTheContract implements OASFilter {

    private static final String DATASET = "/v1/open/datasets/{id}";
    private static final String OK = "200";

    /** In this order, or the document would be another one each time it is built. */
    private static final SequencedMap<String, String> HEADERS = headers();

    private static SequencedMap<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Deprecation",
                "Since when the dataset should not be used for anything new (RFC 9745); left out where it may");
        headers.put("Sunset", "From when on the dataset may be gone (RFC 8594); left out where it stays");
        headers.put(
                "Link",
                "Of a file its manifest (describedby); of a dataset that will be withdrawn what says more (deprecation), and what comes after it"
                        + " (successor-version)");
        return Collections.unmodifiableSequencedMap(headers);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        HEADERS.forEach((name, meaning) -> document.getComponents().addHeader(name, header(meaning)));
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.equals(DATASET) || path.startsWith(DATASET + "/")) {
                item.getOperations().values().stream()
                        .map(operation -> operation.getResponses().getAPIResponse(OK))
                        .filter(answer -> answer != null && answer.getRef() == null)
                        .forEach(DeprecationInTheContract::add);
            }
        });
    }

    private static void add(APIResponse answer) {
        HEADERS.keySet()
                .forEach(
                        name -> answer.addHeader(name, OASFactory.createHeader().ref(name)));
    }

    private static Header header(String meaning) {
        return OASFactory.createHeader()
                .description(meaning)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
