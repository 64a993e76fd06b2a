package city.huitong.subject.store;

import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.security.Sealing;
import city.huitong.subject.NumberDigests;
import city.huitong.subject.Pseudonyms;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Digests official numbers anew with the current key of the pseudonyms, some hundred in a transaction, so that former keys can be
 * forgotten. What others are working on is left to them, and what a process that ends leaves over is done by the next look.
 */
@ApplicationScoped
class DigestAnew {

    private static final Logger LOG = Logger.getLogger(DigestAnew.class);
    private static final int BATCH = 500;

    private static final String LEFT = """
            with current as (select id from pseudonym_key order by current_since desc limit 1)
            select current.id as key,
              case when exists (select from pseudonym_key other where unmarked or retired_at is null and other.id <> current.id)
              then (select count(*) from subject where digest_key is distinct from current.id) else 0 end as numbers
            from current""";

    private static final String SOME = """
            select id, kind, number from subject where id > $1 and digest_key is distinct from $2
            order by id limit $3 for update skip locked""";

    private static final String STORE = """
            update subject set digest = nullif(anew.digest, subject.id), digest_key = $1
            from unnest($2::uuid[], $3::uuid[]) as anew (id, digest) where subject.id = anew.id""";

    /** Where nothing is left, former keys are needed by nobody. */
    private static final String RETIRE = """
            update pseudonym_key set retired_at = case when id = $1 then null else now() end, unmarked = false
            where (unmarked or retired_at is null and id <> $1)
              and not exists (select from subject where digest_key is distinct from $1)
            returning id""";

    private final UnitOfWork unitOfWork;
    private final NumberDigests register;
    private final Pseudonyms pseudonyms;
    private final Sealing sealing;
    private final AtomicLong left = new AtomicLong();

    DigestAnew(
            UnitOfWork unitOfWork,
            NumberDigests register,
            Pseudonyms pseudonyms,
            Sealing sealing,
            MeterRegistry metrics) {
        this.unitOfWork = unitOfWork;
        this.register = register;
        this.pseudonyms = pseudonyms;
        this.sealing = sealing;
        Gauge.builder("huitong.pseudonyms.former.key", left::doubleValue)
                .description("Official numbers that are not found with the current key of the pseudonyms yet")
                .register(metrics);
    }

    /** All numbers that have a former key's digest. */
    @Scheduled(every = "60s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return unitOfWork
                .onRows(this::left)
                .invoke(now -> left.set(now.getLong("numbers")))
                .chain(now -> now.getInteger("key") == currentKey() ? rotate(now.getLong("numbers")) : leaveToOthers());
    }

    private Uni<Row> left(SqlTx tx) {
        return tx.connection()
                .preparedQuery(LEFT)
                .execute()
                .map(rows -> rows.iterator().next());
    }

    private static Uni<Void> leaveToOthers() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> rotate(long numbers) {
        return (numbers == 0 ? Uni.createFrom().voidItem() : all(numbers)).chain(() -> unitOfWork.onRows(this::retire));
    }

    private Uni<Void> all(long numbers) {
        LOG.infof("%d official numbers are to be digested with the pseudonym key %s", numbers, text(currentKey()));
        return Multi.createBy()
                .repeating()
                .uni(() -> new Place(new UUID(0, 0)), place -> unitOfWork.onRows(tx -> batch(tx, place)))
                .until(found -> found == 0)
                .invoke(found -> left.addAndGet(-found))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** How far one walk over the subjects is. */
    private static final class Place {
        private UUID last;

        Place(UUID last) {
            this.last = last;
        }
    }

    /** Gives how many there were; none also where another process has made another key the current one. */
    private Uni<Integer> batch(SqlTx tx, Place place) {
        return register.hold(tx)
                .chain(keys -> keys.current() == currentKey()
                        ? some(tx, place)
                        : Uni.createFrom().item(List.<Row>of()))
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : digest(tx, rows).replaceWith(rows.size()));
    }

    private Uni<List<Row>> some(SqlTx tx, Place place) {
        return tx.connection()
                .preparedQuery(SOME)
                .execute(Tuple.of(place.last, currentKey(), BATCH))
                .map(rows -> rows.stream().toList())
                .invoke(rows -> rows.forEach(row -> place.last = row.getUUID("id")));
    }

    private Uni<Void> digest(SqlTx tx, List<Row> rows) {
        return Uni.createFrom()
                .item(() -> rows.stream().map(this::digest).toArray(UUID[]::new))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(digests ->
                        tx.connection().preparedQuery(STORE).execute(Tuple.of(currentKey(), ids(rows), digests)))
                .replaceWithVoid();
    }

    private UUID digest(Row row) {
        var number = new String(sealing.open(row.getBuffer("number").getBytes()), StandardCharsets.UTF_8);
        var kind = SubjectKind.parse(row.getString("kind")).orElseThrow();
        return pseudonyms.of(kind, number).value();
    }

    private Uni<Void> retire(SqlTx tx) {
        return register.hold(tx)
                .chain(keys -> keys.current() == currentKey()
                        ? tx.connection().preparedQuery(RETIRE).execute(Tuple.of(currentKey()))
                        : Uni.createFrom().nullItem())
                .invoke(rows -> {
                    if (rows != null) {
                        rows.forEach(this::tell);
                    }
                })
                .replaceWithVoid();
    }

    private void tell(Row row) {
        left.set(0);
        if (row.getInteger("id") != currentKey()) {
            LOG.infof("no official number needs the pseudonym key %s any more", text(row.getInteger("id")));
        }
    }

    private int currentKey() {
        return pseudonyms.currentKey();
    }

    private static UUID[] ids(List<Row> rows) {
        return rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    }

    private static String text(int key) {
        return HexFormat.of().toHexDigits(key);
    }
}
