package city.huitong.subject.store;

import city.huitong.catalog.SubjectKind;
import city.huitong.platform.security.Sealing;
import city.huitong.subject.NumberDigest;
import city.huitong.subject.Pseudonyms;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Makes this process' key of the pseudonyms the current one, and refuses to start without a key that digests still need. Over JDBC:
 * before anything is served or consumed, and nothing waits for it but the start.
 */
@ApplicationScoped
class KeysAtStart {

    /** The lock on the table of keys, by a number that nothing else uses. */
    static final long LOCK = 0x70736575646F6EL;

    private static final Logger LOG = Logger.getLogger(KeysAtStart.class);
    private static final int EARLY = 2;

    private static final String CURRENT =
            "select id from pseudonym_key where retired_at is null order by current_since desc limit 1";

    private static final String MAKE_CURRENT = """
            insert into pseudonym_key (id, current_since) values (?, clock_timestamp())
            on conflict (id) do update set current_since = excluded.current_since, retired_at = null""";

    private static final String FIRST =
            "insert into pseudonym_key (id, current_since, unmarked) values (?, clock_timestamp(), true)";

    private static final String IN_USE = "select id from pseudonym_key where retired_at is null";

    private final Pseudonyms pseudonyms;
    private final Sealing sealing;

    KeysAtStart(Pseudonyms pseudonyms, Sealing sealing) {
        this.pseudonyms = pseudonyms;
        this.sealing = sealing;
    }

    void start(@Observes @Priority(EARLY) StartupEvent event, DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            check(connection);
            connection.commit();
        }
    }

    /** All in one transaction. Fails with a sentence for the operator. */
    void check(Connection connection) throws SQLException {
        if (!isCurrent(connection)) {
            run(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
            firstKey(connection);
            makeCurrent(connection);
        }
        mustKnowAllInUse(connection);
    }

    private boolean isCurrent(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(CURRENT)) {
            return rows.next() && rows.getInt(1) == pseudonyms.currentKey();
        }
    }

    /** Subjects of before there was a table of keys were all enrolled with one key: one of them tells which. */
    private void firstKey(Connection connection) throws SQLException {
        try (var rows = connection
                .createStatement()
                .executeQuery(
                        "select id, kind, number from subject where not exists (select from pseudonym_key) limit 1")) {
            if (rows.next()) {
                var key = keyOf(rows.getString("id"), rows.getString("kind"), rows.getBytes("number"));
                execute(connection, FIRST, key.orElseThrow(KeysAtStart::wrongKey));
            }
        }
    }

    private Optional<Integer> keyOf(String id, String kind, byte[] sealed) {
        var number = new String(sealing.open(sealed), StandardCharsets.UTF_8);
        return pseudonyms.digests(SubjectKind.parse(kind).orElseThrow(), number).stream()
                .filter(digest -> digest.value().toString().equals(id))
                .map(NumberDigest::key)
                .findFirst();
    }

    private void makeCurrent(Connection connection) throws SQLException {
        if (!isCurrent(connection)) {
            execute(connection, MAKE_CURRENT, pseudonyms.currentKey());
            LOG.infof("newcomers get their names with the pseudonym key %s from now on", text(pseudonyms.currentKey()));
        }
    }

    private void mustKnowAllInUse(Connection connection) throws SQLException {
        var lacking = new java.util.TreeSet<Integer>();
        try (var rows = connection.createStatement().executeQuery(IN_USE)) {
            while (rows.next()) {
                lacking.add(rows.getInt(1));
            }
        }
        lacking.removeAll(pseudonyms.keys());
        if (!lacking.isEmpty()) {
            throw new ConfigurationException(
                    "the hub does not start: official numbers are still found with the pseudonym key "
                            + lacking.stream().map(KeysAtStart::text).collect(Collectors.joining(", "))
                            + "; name it in huitong.keys.other-pseudonym until the log says that no number needs it any more");
        }
    }

    private static ConfigurationException wrongKey() {
        return new ConfigurationException("the hub does not start: neither huitong.keys.pseudonym nor one of"
                + " huitong.keys.other-pseudonym is the key that the subjects here were enrolled with");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(Connection connection, String sql, int key) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, key);
            statement.executeUpdate();
        }
    }

    private static String text(int key) {
        return HexFormat.of().toHexDigits(key);
    }
}
