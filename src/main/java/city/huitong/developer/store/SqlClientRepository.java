package city.huitong.developer.store;

import static city.huitong.developer.DeveloperProblem.CLIENT_NOT_FOUND;

import city.huitong.developer.Client;
import city.huitong.developer.ClientKey;
import city.huitong.developer.ClientRepository;
import city.huitong.developer.NewKey;
import city.huitong.developer.ProductionRequest;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.security.KeyTier;
import city.huitong.platform.security.Sealing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clients and their keys as rows. */
@ApplicationScoped
class SqlClientRepository implements ClientRepository {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String ADD =
            "insert into client (id, name, contact, purpose, tier, registered_at) values ($1, $2, $3, $4, $5, $6)";

    private static final String FIND = "select * from client where id = $1";

    /** Keys that hold get a new tier with this, so that all processes must look again. */
    private static final String UPDATE = """
            with updated as (
              update client set tier = $2, production_state = $3, production_reason = $4, production_asked_at = $5,
                production_answer = $6, production_decided_at = $7
              where id = $1 returning 1)
            select pg_notify('%s', '') from updated""".formatted(SqlApiKeys.CHANNEL);

    /** What it follows by webhook knows it by its name as a caller. */
    private static final String REMOVE = """
            with gone as (delete from client where id = $1 returning 1),
              silenced as (delete from webhook where client = 'client-' || $1::uuid::text)
            select pg_notify('%s', '') from gone""".formatted(SqlApiKeys.CHANNEL);

    private static final String WAITING =
            "select * from client where production_state = 'WAITING' and id > $1 order by id limit $2";

    private static final String ADD_KEY =
            "insert into client_key (id, client, digest, last_four, created_at) values ($1, $2, $3, $4, $5)";

    private static final String KEYS =
            "select * from client_key where client = $1 and (ends_at is null or ends_at > $2) order by created_at, id";

    private static final String END = """
            with ended as (update client_key set ends_at = $2 where id = $1 returning 1)
            select pg_notify('%s', '') from ended""".formatted(SqlApiKeys.CHANNEL);

    private final Pool pool;
    private final Sealing sealing;

    SqlClientRepository(Pool pool, Sealing sealing) {
        this.pool = pool;
        this.sealing = sealing;
    }

    @Override
    public Uni<Void> add(SqlTx tx, Client client) {
        var contact = sealing.seal(client.contact().getBytes(StandardCharsets.UTF_8));
        var columns = Tuple.of(client.id(), client.name(), Buffer.buffer(contact))
                .addString(client.purpose())
                .addString(client.tier().name())
                .addOffsetDateTime(utc(client.registeredAt()));
        return run(tx.connection(), ADD, columns).replaceWithVoid();
    }

    @Override
    public Uni<Client> hold(SqlTx tx, UUID id) {
        return run(tx.connection(), FIND + " for update", Tuple.of(id)).map(this::only);
    }

    @Override
    public Uni<Client> find(UUID id) {
        return run(pool, FIND, Tuple.of(id)).map(this::only);
    }

    @Override
    public Uni<Void> update(SqlTx tx, Client client) {
        var request = client.production();
        var columns = Tuple.of(client.id(), client.tier().name())
                .addString(request.map(each -> each.state().name()).orElse(null))
                .addString(request.map(ProductionRequest::reason).orElse(null))
                .addOffsetDateTime(request.map(each -> utc(each.askedAt())).orElse(null))
                .addString(request.flatMap(ProductionRequest::answer).orElse(null))
                .addOffsetDateTime(request.flatMap(ProductionRequest::decidedAt)
                        .map(SqlClientRepository::utc)
                        .orElse(null));
        return run(tx.connection(), UPDATE, columns).replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(SqlTx tx, UUID id) {
        return run(tx.connection(), REMOVE, Tuple.of(id)).replaceWithVoid();
    }

    @Override
    public Uni<Page<Client>> waiting(PageRequest page) {
        return run(pool, WAITING, Tuple.of(page.after(UUID::fromString, BEFORE_ALL), page.limit() + 1))
                .map(rows -> rows.stream().map(this::client).toList())
                .map(found -> Page.of(page, found, client -> client.id().toString()));
    }

    @Override
    public Uni<Void> addKey(SqlTx tx, UUID client, NewKey key) {
        var shown = key.key();
        var columns =
                Tuple.of(shown.id(), client, Buffer.buffer(key.digest()), shown.lastFour(), utc(shown.createdAt()));
        return run(tx.connection(), ADD_KEY, columns).replaceWithVoid();
    }

    @Override
    public Uni<List<ClientKey>> keys(UUID client, Instant now) {
        return keys(pool, client, now);
    }

    @Override
    public Uni<List<ClientKey>> keys(SqlTx tx, UUID client, Instant now) {
        return keys(tx.connection(), client, now);
    }

    @Override
    public Uni<Void> end(SqlTx tx, UUID key, Instant at) {
        return run(tx.connection(), END, Tuple.of(key, utc(at))).replaceWithVoid();
    }

    private static Uni<List<ClientKey>> keys(SqlClient sql, UUID client, Instant now) {
        return run(sql, KEYS, Tuple.of(client, utc(now)))
                .map(rows -> rows.stream().map(SqlClientRepository::key).toList());
    }

    private static Uni<RowSet<Row>> run(SqlClient sql, String statement, Tuple columns) {
        return sql.preparedQuery(statement).execute(columns);
    }

    private Client only(RowSet<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(this::client)
                .orElseThrow(() -> CLIENT_NOT_FOUND.because("it was removed, or there never was one"));
    }

    private Client client(Row row) {
        var contact = sealing.open(row.getBuffer("contact").getBytes());
        return new Client(
                row.getUUID("id"),
                row.getString("name"),
                new String(contact, StandardCharsets.UTF_8),
                row.getString("purpose"),
                KeyTier.valueOf(row.getString("tier")),
                row.getOffsetDateTime("registered_at").toInstant(),
                Optional.ofNullable(row.getString("production_state")).map(state -> production(state, row)));
    }

    private static ProductionRequest production(String state, Row row) {
        return new ProductionRequest(
                ProductionRequest.State.valueOf(state),
                row.getString("production_reason"),
                row.getOffsetDateTime("production_asked_at").toInstant(),
                Optional.ofNullable(row.getString("production_answer")),
                instant(row.getOffsetDateTime("production_decided_at")));
    }

    private static ClientKey key(Row row) {
        return new ClientKey(
                row.getUUID("id"),
                row.getString("last_four"),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getLocalDate("last_used")),
                instant(row.getOffsetDateTime("ends_at")));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
