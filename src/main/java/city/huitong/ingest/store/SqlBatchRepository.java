package city.huitong.ingest.store;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.Batch;
import city.huitong.ingest.BatchRepository;
import city.huitong.ingest.Rejection;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.platform.security.Sealing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batches and quarantine as rows. */
@ApplicationScoped
class SqlBatchRepository implements BatchRepository {

    private static final String OPEN = """
            insert into batch as b (id, dataset_id, client, idempotency_key) values ($1, $2, $3, $4)
            on conflict (client, dataset_id, idempotency_key) where idempotency_key is not null
            do update set attempt = b.attempt + 1
            returning *""";

    private static final String ADVANCE = """
            update batch set lines = $3, digest = $4, received = received + $5, accepted = accepted + $6,
              unchanged = unchanged + $7, rejected = rejected + $8
            where id = $1 and attempt = $2 and not complete""";

    private static final String REJECT = """
            insert into rejection (batch_id, line, n, pointer, code, detail, content)
            select $1, * from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bytea[])""";

    private static final String COMPLETE = """
            update batch set complete = true, completed_at = coalesce(completed_at, now())
            where id = $1 and attempt = $2 returning *""";

    private static final String OPEN_STREAM =
            "insert into batch (id, dataset_id, client) values ($1, $2, $3) returning *";

    private static final String NEXT_OFFSET = """
            insert into stream_position as p (topic, partition, next_offset) values ($1, $2, 0)
            on conflict (topic, partition) do update set next_offset = p.next_offset returning next_offset""";

    private static final String MOVE_TO =
            "update stream_position set next_offset = $3 where topic = $1 and partition = $2";

    private final Pool pool;
    private final Identifiers identifiers;
    private final Sealing sealing;
    private final LineCounts counts;

    SqlBatchRepository(Pool pool, Identifiers identifiers, Sealing sealing, LineCounts counts) {
        this.pool = pool;
        this.identifiers = identifiers;
        this.sealing = sealing;
        this.counts = counts;
    }

    @Override
    public Uni<Batch> open(DatasetId dataset, String client, Optional<String> idempotencyKey) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(identifiers.next(), dataset.value(), client, idempotencyKey.orElse(null)))
                .map(rows -> BatchRows.batch(rows.iterator().next()));
    }

    @Override
    public Uni<Batch> openIn(SqlTx tx, String dataset, String client) {
        return tx.connection()
                .preparedQuery(OPEN_STREAM)
                .execute(Tuple.of(identifiers.next(), dataset, client))
                .map(rows -> BatchRows.batch(rows.iterator().next()));
    }

    @Override
    public Uni<Long> nextOffset(SqlTx tx, String topic, int partition) {
        return tx.connection()
                .preparedQuery(NEXT_OFFSET)
                .execute(Tuple.of(topic, partition))
                .map(rows -> rows.iterator().next().getLong("next_offset"));
    }

    @Override
    public Uni<Void> moveTo(SqlTx tx, String topic, int partition, long nextOffset) {
        return tx.connection()
                .preparedQuery(MOVE_TO)
                .execute(Tuple.of(topic, partition, nextOffset))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> completeIn(SqlTx tx, Batch batch) {
        return tx.connection()
                .preparedQuery(COMPLETE)
                .execute(Tuple.of(batch.id(), batch.attempt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> advance(SqlTx tx, Batch attempt, Progress progress) {
        var parameters = Tuple.from(List.of(
                attempt.id(),
                attempt.attempt(),
                progress.lastLine(),
                Buffer.buffer(progress.digest()),
                progress.received(),
                progress.accepted(),
                progress.unchanged(),
                progress.rejected()));
        return tx.connection()
                .preparedQuery(ADVANCE)
                .execute(parameters)
                .invoke(() -> counts.add(attempt.dataset(), progress))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> reject(SqlTx tx, UUID batch, List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var numbers = new Integer[rejections.size()];
        var contents = new Buffer[rejections.size()];
        for (var i = 0; i < numbers.length; i++) {
            var follows =
                    i > 0 && rejections.get(i).line() == rejections.get(i - 1).line();
            numbers[i] = follows ? numbers[i - 1] + 1 : 1;
            contents[i] = follows ? null : sealed(rejections.get(i));
        }
        return tx.connection()
                .preparedQuery(REJECT)
                .execute(Tuple.from(List.of(
                        batch,
                        rejections.stream().map(Rejection::line).toArray(Long[]::new),
                        numbers,
                        rejections.stream().map(r -> r.violation().pointer()).toArray(String[]::new),
                        rejections.stream().map(r -> r.violation().code()).toArray(String[]::new),
                        rejections.stream().map(r -> r.violation().detail()).toArray(String[]::new),
                        contents)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Batch> complete(Batch attempt) {
        return pool.preparedQuery(COMPLETE)
                .execute(Tuple.of(attempt.id(), attempt.attempt()))
                .map(rows -> BatchRows.completed(rows, attempt));
    }

    private Buffer sealed(Rejection rejection) {
        return rejection.content().length == 0 ? null : Buffer.buffer(sealing.seal(rejection.content()));
    }
}
