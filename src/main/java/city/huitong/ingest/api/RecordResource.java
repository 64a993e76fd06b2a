package city.huitong.ingest.api;

import static city.huitong.ingest.IngestProblem.IDEMPOTENCY_KEY_INVALID;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.ingest.IngestRecords;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Takes records in. */
@Path("/v1/datasets/{id}/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records", description = "Records of departments come in here")
class RecordResource {

    static final String NDJSON = "application/x-ndjson";

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private final CurrentCatalog catalog;
    private final IngestRecords ingestRecords;
    private final Caller caller;

    RecordResource(CurrentCatalog catalog, IngestRecords ingestRecords, Caller caller) {
        this.catalog = catalog;
        this.ingestRecords = ingestRecords;
        this.caller = caller;
    }

    /** On a worker, because the body is read as it arrives; storing is on the event loop. */
    @POST
    @Blocking
    @RolesAllowed(Roles.DEPARTMENT)
    @Consumes({NDJSON, "application/jsonl", "application/ndjson"})
    @Operation(
            operationId = "ingestRecords",
            summary = "Store records, one JSON object a line",
            description =
                    "A body of any size, read as a stream. Each line is checked against the dataset's schema and stored by"
                            + " its key; older versions are kept. A line {\"$withdraw\": true, <key>} takes a record back."
                            + " Lines that are wrong go to quarantine and stop nobody else.")
    @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "Makes a repeated body harmless and lets an interrupted one continue. 1 to 200 visible ASCII"
                    + " characters, one for each body.",
            schema = @Schema(type = SchemaType.STRING))
    public Uni<BatchJson> ingest(
            @RestPath @Parameter(description = "The dataset", example = "population") String id,
            @Context HttpHeaders headers,
            @RequestBody(
                            required = true,
                            content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
                    InputStream body) {
        var dataset = catalog.get().requireDataset(id);
        caller.mustPublishFor(dataset.department().value());
        return ingestRecords
                .ingest(dataset.id(), caller.client(), key(headers), body)
                .map(BatchJson::of);
    }

    /** The header as it was sent: one without a value is a mistake, not a body without a key. */
    private static Optional<String> key(HttpHeaders headers) {
        var keys = headers.getRequestHeader(IDEMPOTENCY_KEY);
        if (keys == null || keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw IDEMPOTENCY_KEY_INVALID
                    .because("an idempotency key has 1 to 200 visible ASCII characters")
                    .with(List.of(new Violation(IDEMPOTENCY_KEY, "wrong-pattern", "use a UUID, for example")));
        }
        return Optional.of(keys.getFirst());
    }
}
