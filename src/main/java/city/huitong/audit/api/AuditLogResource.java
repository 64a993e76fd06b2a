package city.huitong.audit.api;

import static city.huitong.audit.AuditProblem.LEAF_NOT_FOUND;
import static city.huitong.audit.AuditProblem.TILE_NOT_FOUND;

import city.huitong.audit.AuditLog;
import city.huitong.audit.TilePath;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Serves the signed log. Checkpoint and tiles of hashes say nothing about anybody and are for every caller; entries are for
 * those who supervise.
 */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit", description = "The signed log of who did what with whose data and why")
class AuditLogResource {

    static final String TEXT = "text/plain;charset=utf-8";
    private static final String NDJSON = "application/x-ndjson";
    /** Any role: who has a token may compare what the log says to others. */
    private static final String EVERY_CALLER = "**";

    private static final String CHANGES = "no-cache";
    private static final String NEVER_CHANGES = "private, max-age=31536000, immutable";

    private final AuditLog log;

    AuditLogResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Path("/key")
    @Produces(TEXT)
    @RolesAllowed(EVERY_CALLER)
    @Operation(
            operationId = "getAuditKey",
            summary = "The log's verifier key",
            description = "A C2SP vkey, for `verify --key`. Compare it once with what the city publishes elsewhere.")
    public String key() {
        return log.key() + "\n";
    }

    @GET
    @Path("/checkpoint")
    @Produces(TEXT)
    @RolesAllowed(EVERY_CALLER)
    @Operation(
            operationId = "getAuditCheckpoint",
            summary = "The newest signed checkpoint",
            description = "A C2SP tlog-checkpoint: the log's name, its number of leaves, their root, a signature.")
    public Uni<RestResponse<String>> checkpoint() {
        return log.checkpoint().map(note -> answer(note, CHANGES));
    }

    @GET
    @Path("/tile/{path:(?!entries/).+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed(EVERY_CALLER)
    @Operation(
            operationId = "getAuditTile",
            summary = "A tile of hashes",
            description = "As C2SP tlog-tiles says: up to 256 hashes of 32 bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The hashes",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<byte[]>> tile(
            @RestPath @Parameter(description = "Level, number, width", example = "0/x001/x234/067.p/8") String path) {
        return log.tile(parse(path)).map(tile -> answer(tile, NEVER_CHANGES));
    }

    @GET
    @Path("/tile/entries/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.AUDITOR, Roles.OPERATOR})
    @Operation(
            operationId = "getAuditBundle",
            summary = "A bundle of leaves",
            description = "As C2SP tlog-tiles says: up to 256 leaves, each after its length in two bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The leaves",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<byte[]>> bundle(
            @RestPath @Parameter(description = "Number, width", example = "x001/x234/067.p/8") String path) {
        return log.tile(parse("entries/" + path)).map(bundle -> answer(bundle, NEVER_CHANGES));
    }

    @GET
    @Path("/leaves/{id}")
    @RolesAllowed({Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getAuditLeaf", summary = "A leaf with its proof against the newest checkpoint")
    public Uni<LeafProofJson> leaf(@RestPath @Parameter(description = "The leaf") String id) {
        return log.leaf(parseId(id)).map(LeafProofJson::of);
    }

    @GET
    @Path("/leaves/{id}/tlog-proof")
    @Produces(TEXT)
    @RolesAllowed({Roles.AUDITOR, Roles.OPERATOR})
    @Operation(
            operationId = "getAuditTlogProof",
            summary = "The same proof as C2SP tlog-proof",
            description = "For other tools; its extra line is the leaf.")
    public Uni<String> tlogProof(@RestPath @Parameter(description = "The leaf") String id) {
        return log.leaf(parseId(id)).map(ProofText::write);
    }

    @GET
    @Path("/proofs/inclusion")
    @RolesAllowed({Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getAuditInclusionProof", summary = "Shows that a leaf is in the tree of a size")
    public Uni<InclusionJson> inclusion(
            @RestQuery @Nullable @Parameter(description = "The leaf's place, from 0", required = true) String index,
            @RestQuery @Nullable @Parameter(description = "The tree's number of leaves", required = true) String size) {
        return log.inclusion(LogNumbers.parse("index", index), LogNumbers.parse("size", size))
                .map(InclusionJson::of);
    }

    @GET
    @Path("/proofs/consistency")
    @RolesAllowed({Roles.AUDITOR, Roles.OPERATOR})
    @Operation(operationId = "getAuditConsistencyProof", summary = "Shows that a tree extends an earlier one")
    public Uni<ConsistencyJson> consistency(
            @RestQuery @Nullable @Parameter(description = "The earlier number of leaves, from 1", required = true)
                    String from,
            @RestQuery @Nullable @Parameter(description = "The later number of leaves", required = true) String to) {
        return log.consistency(LogNumbers.parse("from", from), LogNumbers.parse("to", to))
                .map(ConsistencyJson::of);
    }

    @GET
    @Path("/export")
    @Produces(NDJSON)
    @RolesAllowed({Roles.AUDITOR, Roles.OPERATOR})
    @Operation(
            operationId = "exportAuditLog",
            summary = "The whole log, to be checked elsewhere",
            description = "A first line with the checkpoint, then each leaf on a line of its own, exactly as hashed.")
    @APIResponse(
            responseCode = "200",
            description = "The log",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
    public Multi<byte[]> export() {
        return log.export();
    }

    private static <T> RestResponse<T> answer(T body, String caching) {
        return ResponseBuilder.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }

    private static TilePath parse(String path) {
        return TilePath.parse(path).orElseThrow(() -> TILE_NOT_FOUND.because("no log has a tile of this name"));
    }

    private static UUID parseId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw LEAF_NOT_FOUND.because("a leaf's id is a UUID");
        }
    }
}
