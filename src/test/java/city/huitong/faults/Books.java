package city.huitong.faults;

import city.huitong.embedded.RealServers;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the database says, asked from outside. */
final class Books {

    private final String url;

    Books(RealServers servers) {
        this.url = servers.jdbcUrl();
    }

    /** A record and whom it is about. */
    record Entry(String subject, Register record) {}

    /** How somebody stands towards a policy; no amount is 0. */
    record Standing(String subject, String policy, String state, long amountFen) {}

    /** The records of so many people, by person. */
    List<Entry> register(int first, int count) {
        return entries("records.population", first, count);
    }

    /** The records of so many people that were replaced, by person and version. */
    List<Entry> history(int first, int count) {
        return entries("records.population__history", first, count);
    }

    private List<Entry> entries(String table, int first, int count) {
        var sql = "select citizen_number, name, registered_on, hukou from " + table;
        return all(sql, Books::entry).stream()
                .filter(entry -> entry.record.person() >= first && entry.record.person() < first + count)
                .sorted(Comparator.comparing(
                        Entry::record, Comparator.comparingInt(Register::person).thenComparingInt(Register::version)))
                .toList();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var record = Register.read(row.getString(2), row.getObject(3, LocalDate.class), row.getString(4));
        return new Entry(row.getString(1), record);
    }

    List<Standing> standings() {
        return all(
                "select subject, policy_id, state, coalesce(amount_fen, 0) from entitlement",
                row -> new Standing(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    /** Lines of this body that are stored. */
    long stored(String key) {
        return number("select coalesce(max(lines), 0) from batch where idempotency_key = '" + key + "'");
    }

    long waitingEvents() {
        return number("select coalesce(sum(events), 0) from outbox");
    }

    /** People of whom the hub has facts. */
    long people() {
        return number("select count(*) from facts.person");
    }

    long bornBefore(int year) {
        return number("select count(*) from facts.person where birth < make_date(" + year + ", 1, 1)");
    }

    /** The runs of a policy, the latest first. */
    List<String> runs(String policy) {
        return all(
                "select id from matching_run where policy_id = '" + policy + "' order by started_at desc",
                row -> row.getString(1));
    }

    /** Subjects that the runs of a policy have done. */
    long matched(String policy) {
        return number("select coalesce(sum(matched), 0) from ("
                + "select matched from matching_run where policy_id = '" + policy
                + "' union all select s.matched from matching_run_slice s join matching_run r on r.id = s.run_id"
                + " where policy_id = '" + policy + "') done");
    }

    /** How often anything about a policy has moved. */
    long moves(String policy) {
        return number("select count(*) from entitlement_move where policy_id = '" + policy + "'");
    }

    private long number(String sql) {
        return all(sql, row -> row.getLong(1)).getFirst();
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, Reader<T> reader) {
        try (var connection = DriverManager.getConnection(url, "postgres", "trusted");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
