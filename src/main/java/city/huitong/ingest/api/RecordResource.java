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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Takes records in. */
@Path("/v1/datasets/{id}/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records", description = "Records of departments come in here")
class RecordResource {

    static final String NDJSON = "application/x-ndjson";

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
    public Uni<BatchJson> ingest(
            @RestPath @Parameter(description = "The dataset", example = "population") String id,
            @HeaderParam("Idempotency-Key")
                    @Nullable
                    @Parameter(
                            description =
                                    "Makes a repeated body harmless and lets an interrupted one continue. 1 to 200 visible"
                                            + " ASCII characters, one for each body.")
                    String idempotencyKey,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema =
                                                    @Schema(
                                                            type =
                                                                    org.eclipse.microprofile.openapi.annotations.enums
                                                                            .SchemaType.STRING)))
                    InputStream body) {
        var dataset = catalog.get().requireDataset(id);
        caller.mustPublishFor(dataset.department().value());
        return ingestRecords
                .ingest(dataset.id(), caller.client(), key(idempotencyKey), body)
                .map(BatchJson::of);
    }

    private static Optional<String> key(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw IDEMPOTENCY_KEY_INVALID
                    .because("an idempotency key has 1 to 200 visible ASCII characters")
                    .with(List.of(new Violation("Idempotency-Key", "wrong-pattern", "use a UUID, for example")));
        }
        return Optional.ofNullable(key);
    }
}
