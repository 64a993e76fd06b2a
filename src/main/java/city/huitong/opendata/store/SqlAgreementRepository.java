package city.huitong.opendata.store;

import static city.huitong.opendata.OpenDataProblem.AGREEMENT_NOT_FOUND;

import city.huitong.opendata.Agreement;
import city.huitong.opendata.AgreementRepository;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agreements as rows. */
@ApplicationScoped
class SqlAgreementRepository implements AgreementRepository {

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final String ADD = """
            insert into dataset_agreement (id, dataset, client, purpose, intended_use, words, state, applied_at, until)
            values ($1, $2, $3, $4, $5, $6, 'APPLIED', $7, $8)
            on conflict (dataset, client) where state = 'APPLIED' do nothing""";

    private static final String HOLD = "select * from dataset_agreement where dataset = $1 and id = $2 for update";

    private static final String UPDATE = """
            with updated as (
              update dataset_agreement set state = $2, decided_at = $3, reason = $4, ends_at = $5 where id = $1 returning 1)
            select pg_notify('%s', '') from updated""".formatted(CHANNEL);

    private static final String OF_DATASET =
            "select * from dataset_agreement where dataset = $1 and id < $2 order by id desc limit $3";

    private static final String OF_CLIENT =
            "select * from dataset_agreement where client = $1 and id < $2 order by id desc limit $3";

    private static final String HELD = """
            select dataset, max(ends_at) as ends_at from dataset_agreement
            where client = $1 and state = 'APPROVED' and ends_at > $2 group by dataset""";

    private final Pool pool;

    SqlAgreementRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> add(SqlTx tx, Agreement agreement) {
        var columns = Tuple.of(agreement.id(), agreement.dataset(), agreement.client())
                .addString(agreement.purpose())
                .addString(agreement.use())
                .addString(agreement.words())
                .addOffsetDateTime(utc(agreement.appliedAt()))
                .addLocalDate(agreement.until());
        return tx.connection().preparedQuery(ADD).execute(columns).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Agreement> hold(SqlTx tx, String dataset, UUID id) {
        return tx.connection()
                .preparedQuery(HOLD)
                .execute(Tuple.of(dataset, id))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(SqlAgreementRepository::agreement)
                        .orElseThrow(() -> AGREEMENT_NOT_FOUND.because("the dataset's list has those there are")));
    }

    @Override
    public Uni<Void> update(SqlTx tx, Agreement agreement) {
        var decided = agreement.decided();
        var columns = Tuple.of(agreement.id(), agreement.state().name())
                .addOffsetDateTime(decided.map(each -> utc(each.at())).orElse(null))
                .addString(decided.flatMap(Agreement.Decision::reason).orElse(null))
                .addOffsetDateTime(
                        agreement.endsAt().map(SqlAgreementRepository::utc).orElse(null));
        return tx.connection().preparedQuery(UPDATE).execute(columns).replaceWithVoid();
    }

    @Override
    public Uni<Page<Agreement>> ofDataset(String dataset, PageRequest page) {
        return list(OF_DATASET, dataset, page);
    }

    @Override
    public Uni<Page<Agreement>> ofClient(UUID client, PageRequest page) {
        return list(OF_CLIENT, client, page);
    }

    @Override
    public Uni<Map<String, Instant>> held(UUID client, Instant now) {
        return pool.preparedQuery(HELD).execute(Tuple.of(client, utc(now))).map(rows -> {
            var held = new HashMap<String, Instant>();
            rows.forEach(row -> held.put(
                    row.getString("dataset"), row.getOffsetDateTime("ends_at").toInstant()));
            return Map.copyOf(held);
        });
    }

    private Uni<Page<Agreement>> list(String statement, Object of, PageRequest page) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(of, page.after(UUID::fromString, AFTER_ALL), page.limit() + 1))
                .map(rows ->
                        rows.stream().map(SqlAgreementRepository::agreement).toList())
                .map(found -> Page.of(page, found, agreement -> agreement.id().toString()));
    }

    private static Agreement agreement(Row row) {
        return new Agreement(
                row.getUUID("id"),
                row.getString("dataset"),
                row.getUUID("client"),
                row.getString("purpose"),
                row.getString("intended_use"),
                row.getString("words"),
                Agreement.State.valueOf(row.getString("state")),
                row.getOffsetDateTime("applied_at").toInstant(),
                row.getLocalDate("until"),
                instant(row.getOffsetDateTime("decided_at"))
                        .map(at -> new Agreement.Decision(at, Optional.ofNullable(row.getString("reason")))),
                instant(row.getOffsetDateTime("ends_at")));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
