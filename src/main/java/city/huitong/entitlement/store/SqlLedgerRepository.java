package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Holding;
import city.huitong.entitlement.LedgerEntry;
import city.huitong.entitlement.LedgerRepository;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ledgers as rows. Keys are written and locked in one order everywhere, so transactions wait for each other in no circle. */
@ApplicationScoped
class SqlLedgerRepository implements LedgerRepository {

    private static final String KEYS = """
            insert into ledger_key (ledger, key)
            select distinct ledger, key from unnest($1::text[], $2::uuid[]) as k(ledger, key) order by ledger, key
            on conflict do nothing""";

    private static final String LOCK = """
            select 1 from ledger_key
            where (ledger, key) in (select * from unnest($1::text[], $2::uuid[]))
            order by ledger, key for update""";

    private static final String ENTRIES = """
            select ledger, key, policy_id, subject, entered_on from ledger_entry
            where (ledger, key) in (select * from unnest($1::text[], $2::uuid[]))""";

    private static final String ENTER = """
            insert into ledger_entry (ledger, key, policy_id, subject, entered_on)
            select * from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::date[])""";

    private static final String RELEASE = """
            delete from ledger_entry e using unnest($1::text[], $2::uuid[]) as ended(policy_id, subject)
            where e.policy_id = ended.policy_id and e.subject = ended.subject
              and coalesce((select sum(p.amount_fen) from entitlement_payment p
                where p.policy_id = e.policy_id and p.subject = e.subject and p.as_of >= e.entered_on), 0) <= 0""";

    private record Key(String ledger, UUID key) {}

    private record Written(Holding holding, LocalDate on) {}

    @Override
    public Uni<Entered> enter(SqlTx tx, List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().item(new Entered(List.of(), List.of()));
        }
        var keys = Tuple.of(
                array(entries.stream().map(each -> each.ledger().name()).toList()),
                entries.stream().map(LedgerEntry::key).toArray(UUID[]::new));
        return run(tx, KEYS, keys)
                .chain(() -> run(tx, LOCK, keys))
                .chain(() -> tx.connection().preparedQuery(ENTRIES).execute(keys))
                .map(rows -> decide(rows.stream().toList(), entries))
                .call(entered -> write(tx, entered.fresh()));
    }

    private static Entered decide(List<Row> rows, List<LedgerEntry> wanted) {
        Map<Key, List<Written>> written = new HashMap<>();
        for (Row row : rows) {
            written.computeIfAbsent(new Key(row.getString("ledger"), row.getUUID("key")), _ -> new ArrayList<>())
                    .add(written(row));
        }
        var entered = new Entered(new ArrayList<>(), new ArrayList<>());
        for (LedgerEntry entry : wanted) {
            var key = new Key(entry.ledger().name(), entry.key());
            decide(entry, written.computeIfAbsent(key, _ -> new ArrayList<>()), entered);
        }
        return entered;
    }

    private static void decide(LedgerEntry entry, List<Written> underKey, Entered entered) {
        var since = entry.ledger().within().since(entry.on());
        var counting = underKey.stream()
                .filter(each -> since.filter(each.on()::isBefore).isEmpty())
                .toList();
        if (counting.stream().anyMatch(each -> each.holding().equals(entry.holding()))) {
            return;
        }
        if (counting.size() >= entry.ledger().max()) {
            entered.refused().add(entry);
            return;
        }
        entered.fresh().add(entry);
        underKey.add(new Written(entry.holding(), entry.on()));
    }

    private static Uni<Void> write(SqlTx tx, List<LedgerEntry> fresh) {
        return fresh.isEmpty()
                ? Uni.createFrom().voidItem()
                : run(
                        tx,
                        ENTER,
                        Tuple.of(
                                array(fresh.stream()
                                        .map(each -> each.ledger().name())
                                        .toList()),
                                fresh.stream().map(LedgerEntry::key).toArray(UUID[]::new),
                                array(fresh.stream()
                                        .map(each -> each.holding().policy().value())
                                        .toList()),
                                fresh.stream()
                                        .map(each -> each.holding().subject().value())
                                        .toArray(UUID[]::new),
                                fresh.stream().map(LedgerEntry::on).toArray(LocalDate[]::new)));
    }

    @Override
    public Uni<Void> release(SqlTx tx, Collection<Holding> ended) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var policies = array(ended.stream().map(each -> each.policy().value()).toList());
        var subjects = ended.stream().map(each -> each.subject().value()).toArray(UUID[]::new);
        return run(tx, RELEASE, Tuple.of(policies, subjects));
    }

    private static Written written(Row row) {
        var holding = new Holding(new PolicyId(row.getString("policy_id")), new SubjectId(row.getUUID("subject")));
        return new Written(holding, row.getLocalDate("entered_on"));
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static Uni<Void> run(SqlTx tx, String sql, Tuple parameters) {
        return tx.connection().preparedQuery(sql).execute(parameters).replaceWithVoid();
    }
}
