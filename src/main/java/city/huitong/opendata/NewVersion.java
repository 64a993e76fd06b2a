package city.huitong.opendata;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.platform.webhook.WebhookMessage;

/**
 * A version that a follower is told of, in the name of all those since the last one.
 *
 * @param since the version that the follower was told of last
 * @param changed how often since then a record was new, different or withdrawn
 */
public record NewVersion(String client, DatasetId dataset, long since, DataVersion version, long changed) {

    private static final String TYPE = "dataset.published";

    /** The topic of webhooks for a dataset. */
    static String topic(DatasetId dataset) {
        return "dataset:" + dataset;
    }

    /**
     * What the follower is told: that there is something new, and where. Of people not how much of it.
     *
     * @param address of the dataset
     */
    WebhookMessage message(String address, boolean isAboutPeople) {
        var what = isAboutPeople
                ? ""
                : ",\"changed\":%d,\"changes\":\"%s/changes?since=%d\"".formatted(changed, address, since);
        var data = "{\"dataset\":\"%s\",\"version\":%d,\"since\":%d,\"publishedAt\":\"%s\",\"records\":%d%s}"
                .formatted(dataset, version.number(), since, version.at(), version.rows(), what);
        return new WebhookMessage(client, topic(dataset), dataset.value(), TYPE, version.at(), data);
    }
}
