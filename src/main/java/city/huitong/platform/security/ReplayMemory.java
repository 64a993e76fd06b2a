package city.huitong.platform.security;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which DPoP proofs were used. All processes of the hub share it: the primary key of a table decides which of two at the same
 * instant was the first. A row is kept a little longer than a proof is accepted, so that a clock that is set back opens no door;
 * how many there are is bounded by the rate limits of those whose tokens are bound, since nobody else gets this far.
 */
@ApplicationScoped
class ReplayMemory {

    private static final String REMEMBER = """
            insert into dpop_proof (digest, forget_at) values ($1, now() + interval '6 minutes')
            on conflict do nothing""";

    /** In small steps, so that no statement holds many rows. */
    private static final String FORGET = """
            delete from dpop_proof where digest in (select digest from dpop_proof where forget_at < now() limit 10000)""";

    private final Pool pool;

    ReplayMemory(Pool pool) {
        this.pool = pool;
    }

    /** True for the first time this proof is seen. */
    Uni<Boolean> remember(DpopProof proof) {
        return pool.preparedQuery(REMEMBER)
                .execute(Tuple.of(Buffer.buffer(digest(proof))))
                .map(rows -> rows.rowCount() == 1);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.query(FORGET).execute().map(SqlResult::rowCount).replaceWithVoid();
    }

    private static byte[] digest(DpopProof proof) {
        // A thumbprint has no bar in it, so no two proofs make the same text.
        return Sha256.of(proof.thumbprint() + "|" + proof.id());
    }
}
