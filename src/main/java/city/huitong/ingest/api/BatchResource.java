package city.huitong.ingest.api;

import static city.huitong.ingest.IngestProblem.BATCH_NOT_FOUND;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.ingest.Batch;
import city.huitong.ingest.BatchQueries;
import city.huitong.ingest.QuarantineDisclosure;
import city.huitong.ingest.Rejection;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Says what became of batches. A department sees its own only; another's looks like one that does not exist. */
@Path("/v1/batches/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
class BatchResource {

    private final BatchQueries batches;
    private final QuarantineDisclosure quarantine;
    private final CurrentCatalog catalog;
    private final Caller caller;

    BatchResource(BatchQueries batches, QuarantineDisclosure quarantine, CurrentCatalog catalog, Caller caller) {
        this.quarantine = quarantine;
        this.batches = batches;
        this.catalog = catalog;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.DEPARTMENT, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getBatch", summary = "What became of a batch so far")
    public Uni<BatchJson> batch(@RestPath @Parameter(description = "The batch") String id) {
        return visible(id).map(BatchJson::of);
    }

    @GET
    @Path("/rejections")
    @RolesAllowed({Roles.DEPARTMENT, Roles.AUDITOR, Roles.OPERATOR})
    @Operation(
            operationId = "listRejections",
            summary = "The lines in quarantine, with place and reason",
            description = "A line that is wrong in three places is listed three times.")
    public Uni<Page<RejectionJson>> rejections(
            @RestPath @Parameter(description = "The batch") String id,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after,
            @RestQuery @DefaultValue("false") @Parameter(description = "With the lines, for their sender")
                    boolean content) {
        var page = PageRequest.parse(limit, after);
        var withContent = content && caller.department().isPresent();
        return visible(id)
                .chain(batch -> withContent ? disclosed(batch, page) : batches.rejections(batch.id(), page))
                .map(found -> found.map(RejectionJson::of));
    }

    private Uni<Page<Rejection>> disclosed(Batch batch, PageRequest page) {
        return quarantine.toSender(
                batch.id(),
                tx -> batches.rejections(tx, batch.id(), page),
                found -> found.items().size());
    }

    private Uni<Batch> visible(String id) {
        return batches.find(parse(id)).invoke(this::mustBeVisible);
    }

    private void mustBeVisible(Batch batch) {
        var owner = catalog.get()
                .dataset(batch.dataset())
                .map(dataset -> dataset.department().value());
        var own = caller.department();
        if (own.isPresent() && !own.equals(owner)) {
            throw unknown();
        }
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    private static RuntimeException unknown() {
        return BATCH_NOT_FOUND.because("the hub has given out no such id");
    }
}
