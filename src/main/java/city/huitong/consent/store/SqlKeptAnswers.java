package city.huitong.consent.store;

import static city.huitong.consent.ConsentProblem.IDEMPOTENCY_CONFLICT;

import city.huitong.consent.KeptAnswers;
import city.huitong.consent.ReadAnswer;
import city.huitong.consent.RequestKey;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.security.Sealing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/** Answers as rows, sealed. The primary key decides which of two requests of one key is the first. */
@ApplicationScoped
class SqlKeptAnswers implements KeptAnswers {

    /** A key that is over may be taken anew. A claim that others hold is waited for. */
    private static final String CLAIM = """
            insert into consent_answer as kept (client, key, digest, forget_at)
            values ($1, $2, $3, clock_timestamp() + interval '24 hours')
            on conflict (client, key) do update
            set digest = excluded.digest, consent = null, answer = null, forget_at = excluded.forget_at
            where kept.forget_at <= clock_timestamp()
            returning 1""";

    private static final String FIND =
            "select digest, consent, answer from consent_answer where client = $1 and key = $2";

    private static final String KEEP =
            "update consent_answer set consent = $3, answer = $4 where client = $1 and key = $2";

    private static final String FORGET = """
            delete from consent_answer where (client, key) in (
              select client, key from consent_answer where forget_at < now() limit 10000 for update skip locked)""";

    private final Pool pool;
    private final Sealing sealing;
    private final ObjectMapper json;

    SqlKeptAnswers(Pool pool, Sealing sealing, ObjectMapper json) {
        this.pool = pool;
        this.sealing = sealing;
        this.json = json;
    }

    @Override
    public Uni<Claim> claim(SqlTx tx, RequestKey key) {
        return tx.connection()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(key.client(), key.key(), key.digest()))
                .chain(rows -> rows.rowCount() == 1 ? Uni.createFrom().item(new Claim.Fresh()) : answered(tx, key));
    }

    @Override
    public Uni<Void> keep(SqlTx tx, RequestKey key, UUID consent, Optional<ReadAnswer> answer) {
        var bytes = answer.map(this::seal).orElse(null);
        return tx.connection()
                .preparedQuery(KEEP)
                .execute(Tuple.of(key.client(), key.key(), consent, bytes))
                .replaceWithVoid();
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private Uni<Claim> answered(SqlTx tx, RequestKey key) {
        return tx.connection()
                .preparedQuery(FIND)
                .execute(Tuple.of(key.client(), key.key()))
                .map(rows -> answered(rows, key));
    }

    private Claim answered(RowSet<Row> rows, RequestKey key) {
        var row = rows.iterator().next();
        if (!row.getString("digest").equals(key.digest())) {
            throw IDEMPOTENCY_CONFLICT.because("use a new key for another request");
        }
        return new Claim.Answered(row.getUUID("consent"), kept(row));
    }

    private Optional<ReadAnswer> kept(Row row) {
        return Optional.ofNullable(row.getBuffer("answer")).map(buffer -> open(buffer.getBytes()));
    }

    private Buffer seal(ReadAnswer answer) {
        try {
            return Buffer.buffer(sealing.seal(json.writeValueAsBytes(answer)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReadAnswer open(byte[] bytes) {
        try {
            return json.readValue(sealing.open(bytes), ReadAnswer.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
