package city.huitong.consent.store;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Consent;
import city.huitong.consent.Consent.Moved;
import city.huitong.consent.ConsentEvent;
import city.huitong.consent.ConsentRepository;
import city.huitong.consent.ConsentState;
import city.huitong.consent.Item;
import city.huitong.consent.ReadRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Consents as rows. The lock of a consent's row orders its moves and its uses. */
@ApplicationScoped
class SqlConsentRepository implements ConsentRepository {

    private static final String ADD = """
            insert into consent (id, subject, kind, recipient, product, purpose, reference, rule_set, approvals_needed,
              state, proposed_at, approve_by, version, events, head, items, lookback_months, not_before, not_after,
              max_reads, max_reads_per_day, retention_days, onward)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)""";

    private static final String ADD_VERSION = """
            insert into consent_version (consent, version, at, items, lookback_months, not_before, not_after, max_reads,
              max_reads_per_day, retention_days, onward)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";

    private static final String ADD_EVENT = """
            insert into consent_event (consent, seq, version, move, from_state, to_state, actor, role, at, terms, words,
              previous, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";

    private static final String SAVE = """
            update consent set version = $2, approved_by = $3, state = $4, before_suspension = $5, events = $6, head = $7,
              items = $8, lookback_months = $9, not_before = $10, not_after = $11, max_reads = $12,
              max_reads_per_day = $13, retention_days = $14, onward = $15
            where id = $1""";

    /** What must hold whenever data is given; the times are the clock's and not the transaction's, which may have waited. */
    private static final String ALLOWED = """
            id = $2 and recipient = $3 and purpose = $4 and items @> $5
              and clock_timestamp() >= not_before and clock_timestamp() < not_after""";

    private static final String USE = """
            update consent set used = used + 1, used_on = city.today, last_used_at = clock_timestamp(),
              used_that_day = case when used_on = city.today then used_that_day + 1 else 1 end
            from (select (clock_timestamp() at time zone $1)::date as today) city
            where %s and state = 'ACTIVE' and used < max_reads
              and (used_on is distinct from city.today or used_that_day < max_reads_per_day)
            returning consent.*, state as state_now, used_that_day as used_today""".formatted(ALLOWED);

    private static final String ALLOWS =
            ConsentRows.SELECT + "where " + ALLOWED + " and state in ('ACTIVE', 'EXHAUSTED') for share";

    /** As they were stored: what time has made of them is yet to be recorded. */
    private static final String OVERDUE = """
            select consent.*, state as state_now, 0 as used_today from consent where id in (
              (select id from consent where state in ('PENDING', 'PARTIALLY_APPROVED')
                and approve_by <= clock_timestamp() order by approve_by limit $1)
              union all
              (select id from consent where state in ('ACTIVE', 'PAUSED', 'SUSPENDED')
                and not_after <= clock_timestamp() order by not_after limit $1))
            order by id for update skip locked""";

    private static final String SET_NEEDED = """
            insert into consent_approval_rule (subject, needed) values ($1, $2)
            on conflict (subject) do update set needed = excluded.needed""";

    private final String zone;

    SqlConsentRepository(CityClock clock) {
        this.zone = clock.zone().getId();
    }

    @Override
    public Uni<Void> add(SqlTx tx, Moved proposed) {
        return execute(tx, ADD, columns(proposed.consent()))
                .chain(() -> addVersion(tx, proposed.consent(), proposed.event().at()))
                .chain(() -> addEvent(tx, proposed.event()));
    }

    @Override
    public Uni<Void> save(SqlTx tx, Moved moved) {
        var consent = moved.consent();
        var saved = execute(tx, SAVE, changes(consent)).chain(() -> addEvent(tx, moved.event()));
        return moved.event().move().equals("narrow")
                ? saved.chain(() -> addVersion(tx, consent, moved.event().at()))
                : saved;
    }

    @Override
    public Uni<Optional<Consent>> find(SqlTx tx, UUID id) {
        return one(tx, ConsentRows.SELECT + "where id = $2", Tuple.of(zone, id));
    }

    @Override
    public Uni<Optional<Consent>> lock(SqlTx tx, UUID id) {
        return one(tx, ConsentRows.SELECT + "where id = $2 for update", Tuple.of(zone, id));
    }

    @Override
    public Uni<Optional<Consent>> use(SqlTx tx, ReadRequest request, String recipient) {
        return one(tx, USE, asked(request, recipient));
    }

    @Override
    public Uni<Optional<Consent>> allows(SqlTx tx, ReadRequest request, String recipient) {
        return one(tx, ALLOWS, asked(request, recipient));
    }

    @Override
    public Uni<List<Consent>> overdue(SqlTx tx, int limit) {
        return tx.connection().preparedQuery(OVERDUE).execute(Tuple.of(limit)).map(ConsentRows::consents);
    }

    @Override
    public Uni<Integer> approvalsNeeded(SqlTx tx, SubjectId subject) {
        return tx.connection()
                .preparedQuery("select needed from consent_approval_rule where subject = $1")
                .execute(Tuple.of(subject.value()))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> row.getInteger("needed"))
                        .orElse(1));
    }

    @Override
    public Uni<Void> setApprovalsNeeded(SqlTx tx, SubjectId subject, int needed) {
        return execute(tx, SET_NEEDED, Tuple.of(subject.value(), needed));
    }

    private Tuple asked(ReadRequest request, String recipient) {
        var items = request.facts().stream()
                .map(name -> Item.fact(name.toString()).toString())
                .toArray(String[]::new);
        return Tuple.of(zone, request.consent(), recipient, request.purpose(), items);
    }

    private static Uni<Optional<Consent>> one(SqlTx tx, String sql, Tuple parameters) {
        return tx.connection().preparedQuery(sql).execute(parameters).map(ConsentRows::first);
    }

    private static Uni<Void> addVersion(SqlTx tx, Consent consent, Instant at) {
        var columns = new ArrayList<Object>(List.of(consent.id(), consent.version(), ConsentRows.utc(at)));
        columns.addAll(ConsentRows.columns(consent.terms()));
        return execute(tx, ADD_VERSION, Tuple.tuple(columns));
    }

    private static Uni<Void> addEvent(SqlTx tx, ConsentEvent event) {
        return execute(tx, ADD_EVENT, ConsentRows.columns(event));
    }

    private static Uni<Void> execute(SqlTx tx, String sql, Tuple parameters) {
        Uni<RowSet<Row>> rows = tx.connection().preparedQuery(sql).execute(parameters);
        return rows.replaceWithVoid();
    }

    private static Tuple columns(Consent consent) {
        var request = consent.request();
        var tuple = Tuple.of(
                        consent.id(),
                        consent.subject().value(),
                        consent.kind().word(),
                        request.recipient(),
                        request.product().orElse(null),
                        request.purpose())
                .addValue(request.reference().orElse(null))
                .addValue(request.ruleSet())
                .addValue(consent.approvals().needed())
                .addValue(consent.state().word())
                .addValue(ConsentRows.utc(consent.proposedAt()))
                .addValue(ConsentRows.utc(consent.approveBy()))
                .addValue(consent.last().seq())
                .addValue(consent.last().hash());
        ConsentRows.columns(consent.terms()).forEach(tuple::addValue);
        return tuple;
    }

    private static Tuple changes(Consent consent) {
        var tuple = Tuple.of(
                        consent.id(),
                        consent.version(),
                        consent.approvals().given().toArray(String[]::new),
                        consent.state().word(),
                        beforeSuspension(consent.state()))
                .addValue(consent.last().seq())
                .addValue(consent.last().hash());
        ConsentRows.columns(consent.terms()).forEach(tuple::addValue);
        return tuple;
    }

    private static @Nullable String beforeSuspension(ConsentState state) {
        return state instanceof ConsentState.Suspended(var before) ? before.word() : null;
    }
}
