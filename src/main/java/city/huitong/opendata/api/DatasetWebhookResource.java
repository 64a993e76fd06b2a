package city.huitong.opendata.api;

import city.huitong.opendata.FollowByWebhook;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.platform.webhook.Webhook;
import city.huitong.platform.webhook.WebhookDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where a client wants to be told of new versions of a dataset. */
@TellsDeprecation
@Path("/v1/open/datasets/{id}/webhook")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.APP, Roles.DEVELOPER, Roles.INSTITUTION, Roles.PARTNER, Roles.DEPARTMENT})
@Tag(name = "Open data")
class DatasetWebhookResource {

    private static final String DATASET = "The dataset";

    /** Where to. */
    @Schema(name = "OpenWebhookRegistration")
    record Registration(
            @Schema(description = "https, of a public host, at most 500 characters", required = true) @Nullable
            String url) {}

    private final FollowByWebhook follow;
    private final Caller caller;

    DatasetWebhookResource(FollowByWebhook follow, Caller caller) {
        this.follow = follow;
        this.caller = caller;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerOpenDatasetWebhook",
            summary = "Be told of new versions of an open dataset",
            description =
                    "By POST as Standard Webhooks has it, signed with v1a (Ed25519, keys at /.well-known/jwks.json) over"
                            + " webhook-id.webhook-timestamp.body. The body is {type: dataset.published, timestamp, data: {dataset, version,"
                            + " since, publishedAt, records, changed, changes}}; of datasets about people without the last two. Versions that come"
                            + " close together are one message: what is new since the one before is at the address in changes. At least"
                            + " once; answer 2xx within 10 seconds, drop a webhook-id you have seen and a webhook-timestamp more than"
                            + " five minutes off. Redirects are not followed. Replaces the address you had, and activates it again.")
    public Uni<Webhook> register(@RestPath @Parameter(description = DATASET) String id, @Nullable Registration body) {
        return follow.register(caller.clientCode(), id, body == null ? null : body.url);
    }

    @GET
    @Operation(operationId = "getOpenDatasetWebhook", summary = "Your webhook for the dataset, and how it does")
    public Uni<Webhook> get(@RestPath @Parameter(description = DATASET) String id) {
        return follow.find(caller.clientCode(), id);
    }

    @DELETE
    @Operation(operationId = "removeOpenDatasetWebhook", summary = "Be told no more")
    public Uni<Void> remove(@RestPath @Parameter(description = DATASET) String id) {
        return follow.remove(caller.clientCode(), id);
    }

    @POST
    @Path("/test")
    @ResponseStatus(202)
    @Operation(
            operationId = "testOpenDatasetWebhook",
            summary = "Have a message sent that says nothing",
            description = "Its type is webhook.ping; what came of it is among the deliveries.")
    @APIResponse(
            responseCode = "202",
            description = "It will be sent",
            content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
    public Uni<WebhookDelivery> test(@RestPath @Parameter(description = DATASET) String id) {
        return follow.ping(caller.clientCode(), id);
    }

    @GET
    @Path("/deliveries")
    @Operation(operationId = "listOpenDatasetWebhookDeliveries", summary = "What was sent to you, newest first")
    public Uni<Page<WebhookDelivery>> deliveries(
            @RestPath @Parameter(description = DATASET) String id,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return follow.deliveries(caller.clientCode(), id, PageRequest.parse(limit, after));
    }
}
