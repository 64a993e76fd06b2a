package city.huitong.opendata;

import city.huitong.catalog.DatasetId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Who is told of versions by webhook, and how far each of them has been told. */
public interface WebhookFollowers {

    /** Keeps that the client follows the dataset from its latest version on; whoever does so already goes on where it is. */
    Uni<Void> follow(SqlTx tx, String client, DatasetId dataset);

    /**
     * Those who do not know the latest version of a dataset yet and can be told of it now, each kept for this transaction.
     *
     * @param datasets the ids of those that may be told of
     * @param pause how long ago the last message to each of them must be
     */
    Uni<List<NewVersion>> behind(SqlTx tx, Collection<String> datasets, Duration pause, int atMost);

    /** Keeps that the follower has been told. */
    Uni<Void> told(SqlTx tx, NewVersion version);
}
