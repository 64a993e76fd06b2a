package city.huitong.consent.api;

import city.huitong.consent.ConsentChanged;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import city.huitong.platform.webhook.Webhook;
import city.huitong.platform.webhook.WebhookDelivery;
import city.huitong.platform.webhook.Webhooks;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where a recipient wants to be told what has become of its consents. */
@Path("/v1/webhooks/consents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.APP})
@Tag(name = "Consents")
class ConsentWebhookResource {

    private static final String TOPIC = ConsentChanged.WEBHOOK_TOPIC;

    /** Where to. */
    @Schema(name = "WebhookRegistration")
    record Registration(
            @Schema(description = "https, of a public host, at most 500 characters", required = true) @Nullable
            String url) {}

    private final Webhooks webhooks;
    private final Acting acting;

    ConsentWebhookResource(Webhooks webhooks, Acting acting) {
        this.webhooks = webhooks;
        this.acting = acting;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerConsentWebhook",
            summary = "Be told of every move of your consents",
            description =
                    "By POST as Standard Webhooks has it, signed with v1a (Ed25519, keys at /.well-known/jwks.json) over"
                            + " webhook-id.webhook-timestamp.body. The body is {type, timestamp, data: {consent, version, state, move,"
                            + " at}}. At least once, in order for each consent; answer 2xx within 10 seconds, and drop a webhook-id"
                            + " you have seen. Redirects are not followed. Replaces the address you had, and activates it again.")
    public Uni<Webhook> register(@Nullable Registration body) {
        return webhooks.register(recipient(), TOPIC, body == null ? null : body.url);
    }

    @GET
    @Operation(operationId = "getConsentWebhook", summary = "Your webhook, and how it does")
    public Uni<Webhook> get() {
        return webhooks.find(recipient(), TOPIC);
    }

    @DELETE
    @Operation(operationId = "removeConsentWebhook", summary = "Be told no more")
    public Uni<Void> remove() {
        return webhooks.remove(recipient(), TOPIC);
    }

    @POST
    @Path("/test")
    @ResponseStatus(202)
    @Operation(
            operationId = "testConsentWebhook",
            summary = "Have a message sent that says nothing",
            description = "Its type is webhook.ping; what came of it is among the deliveries.")
    @APIResponse(
            responseCode = "202",
            description = "It will be sent",
            content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
    public Uni<WebhookDelivery> test() {
        return webhooks.ping(recipient(), TOPIC);
    }

    @GET
    @Path("/deliveries")
    @Operation(operationId = "listConsentWebhookDeliveries", summary = "What was sent to you, newest first")
    public Uni<Page<WebhookDelivery>> deliveries(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return webhooks.deliveries(recipient(), TOPIC, PageRequest.parse(limit, after));
    }

    private String recipient() {
        return acting.recipient().name();
    }
}
