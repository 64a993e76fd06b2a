package city.huitong.opendata;

import static city.huitong.catalog.CatalogProblem.DATASET_NOT_FOUND;

import city.huitong.catalog.DatasetId;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.webhook.Webhook;
import city.huitong.platform.webhook.WebhookDelivery;
import city.huitong.platform.webhook.Webhooks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * What clients do with their webhooks for open datasets; {@link TellFollowers} tells them. Of a dataset that is not open any more nobody is
 * told, but what was registered for it can still be looked at and removed.
 */
@ApplicationScoped
public class FollowByWebhook {

    private final OpenDatasets datasets;
    private final Webhooks webhooks;
    private final WebhookFollowers followers;

    FollowByWebhook(OpenDatasets datasets, Webhooks webhooks, WebhookFollowers followers) {
        this.datasets = datasets;
        this.webhooks = webhooks;
        this.followers = followers;
    }

    /**
     * From now on the client is told there of new versions. Refuses with {@code dataset-not-found} and {@code webhook-address-refused}.
     */
    public Uni<Webhook> register(String client, String id, @Nullable String url) {
        var dataset = datasets.require(id, false).id();
        return webhooks.register(client, NewVersion.topic(dataset), url, tx -> followers.follow(tx, client, dataset));
    }

    /** The client's webhook. Refuses with {@code webhook-not-found}. */
    public Uni<Webhook> find(String client, String id) {
        return webhooks.find(client, topic(id));
    }

    /** The client is told no more. Refuses with {@code webhook-not-found}. */
    public Uni<Void> remove(String client, String id) {
        return webhooks.remove(client, topic(id));
    }

    /** Sends a message that says nothing. Refuses with {@code webhook-not-found} and {@code webhook-disabled}. */
    public Uni<WebhookDelivery> ping(String client, String id) {
        return webhooks.ping(client, topic(id));
    }

    /** What was sent to the client, newest first. Refuses with {@code webhook-not-found}. */
    public Uni<Page<WebhookDelivery>> deliveries(String client, String id, PageRequest page) {
        return webhooks.deliveries(client, topic(id), page);
    }

    private static String topic(String id) {
        if (!DatasetId.isValid(id)) {
            throw DATASET_NOT_FOUND.because("the open catalogue is at /v1/open/datasets");
        }
        return NewVersion.topic(new DatasetId(id));
    }
}
