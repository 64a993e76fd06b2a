package city.huitong.opendata.store;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.NewVersion;
import city.huitong.opendata.WebhookFollowers;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Followers as rows beside their webhooks. */
@ApplicationScoped
class SqlWebhookFollowers implements WebhookFollowers {

    private static final String FOLLOW = """
            insert into dataset_follower (client, topic, dataset, told)
            values ($1, 'dataset:' || $2, $2, coalesce((select version from dataset_head where dataset = $2), 0))
            on conflict do nothing""";

    /** The webhook's row first, as a removal takes them; whatever somebody else holds is for the next time. */
    private static final String BEHIND = """
            select follower.client, follower.dataset, follower.told, head.version, head.recorded_at, head.rows,
              (select coalesce(sum(one.changed), 0)::bigint from dataset_version as one
                where one.dataset = follower.dataset and one.version > follower.told and one.version <= head.version) as changed
            from dataset_follower as follower
              join dataset_head as head on head.dataset = follower.dataset
              join webhook_idle as idle on idle.client = follower.client and idle.topic = follower.topic
            where follower.told < head.version and follower.dataset = any($1)
              and (follower.told_at is null or follower.told_at <= clock_timestamp() - make_interval(secs => $2))
            order by follower.told_at nulls first limit $3
            for key share of idle skip locked
            for update of follower skip locked""";

    private static final String TOLD =
            "update dataset_follower set told = $3, told_at = clock_timestamp() where client = $1 and dataset = $2";

    @Override
    public Uni<Void> follow(SqlTx tx, String client, DatasetId dataset) {
        return tx.connection()
                .preparedQuery(FOLLOW)
                .execute(Tuple.of(client, dataset.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<NewVersion>> behind(SqlTx tx, Collection<String> datasets, Duration pause, int atMost) {
        return tx.connection()
                .preparedQuery(BEHIND)
                .execute(Tuple.of(datasets.toArray(String[]::new), pause.toMillis() / 1000.0, atMost))
                .map(rows -> rows.stream().map(SqlWebhookFollowers::version).toList());
    }

    @Override
    public Uni<Void> told(SqlTx tx, NewVersion version) {
        return tx.connection()
                .preparedQuery(TOLD)
                .execute(Tuple.of(
                        version.client(),
                        version.dataset().value(),
                        version.version().number()))
                .replaceWithVoid();
    }

    private static NewVersion version(Row row) {
        return new NewVersion(
                row.getString("client"),
                new DatasetId(row.getString("dataset")),
                row.getLong("told"),
                new DataVersion(
                        row.getLong("version"),
                        row.getOffsetDateTime("recorded_at").toInstant(),
                        row.getLong("rows")),
                row.getLong("changed"));
    }
}
