package city.huitong.opendata.store;

import static city.huitong.opendata.OpenDataProblem.QUERY_INVALID;

import city.huitong.opendata.Export;
import city.huitong.opendata.ExportRows;
import city.huitong.platform.runtime.CityClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Writes files from one snapshot of the tables. By JDBC, on a worker: the reactive client cannot {@code COPY}, which is many times faster
 * than anything that sees single rows.
 */
@ApplicationScoped
class SqlExportRows implements ExportRows {

    private static final String DATA_EXCEPTION = "22";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Of no pool: a client that goes away leaves a connection in the middle of a file, where it is of no use to anybody else. */
    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private final CityClock clock;
    private final Duration timeout;
    private final long mostBytes;

    SqlExportRows(
            CityClock clock,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "huitong.open-data.export-timeout", defaultValue = "30m") Duration timeout,
            @ConfigProperty(name = "huitong.open-data.export-file-bytes", defaultValue = "4294967296") long mostBytes) {
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.timeout = timeout;
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("huitong exports");
    }

    /** What is written to disk first is sent when the transaction has ended: it does not wait for the client. */
    @Override
    public long write(Export export, OutputStream out) throws IOException {
        return switch (export.format()) {
            case CSV -> {
                if (export.byteOrderMark()) {
                    out.write(BYTE_ORDER_MARK);
                }
                yield snapshot(export, (connection, sql) -> copy(connection, sql.csv(), out));
            }
            case NDJSON -> snapshot(export, (connection, sql) -> lines(export, connection, sql, out));
            case PARQUET ->
                new ParquetFile(export, mostBytes)
                        .write(csv -> snapshot(export, (connection, sql) -> copy(connection, sql.csv(), csv)), out);
            case XLSX ->
                new Workbook(export, mostBytes)
                        .write(
                                (workbook, file) -> snapshot(
                                        export, (connection, sql) -> workbook.write(connection, sql.values(), file)),
                                out);
        };
    }

    /** What is read in one transaction. */
    private interface Reading {
        long read(Connection connection, ExportSql sql) throws SQLException, IOException;
    }

    private long snapshot(Export export, Reading reading) throws IOException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            begin(connection);
            return reading.read(connection, new ExportSql(export, clock.zone(), isLatest(connection, export)));
        } catch (SQLException failure) {
            if (String.valueOf(failure.getSQLState()).startsWith(DATA_EXCEPTION)) {
                throw QUERY_INVALID.because("a value of the query is too large, or grows too large");
            }
            throw new IOException("the file could not be written", failure);
        }
    }

    private void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local statement_timeout = " + timeout.toMillis());
            statement.execute("set local timezone = '" + clock.zone().getId() + "'");
        }
    }

    private static long lines(Export export, Connection connection, ExportSql sql, OutputStream out)
            throws SQLException, IOException {
        var lines = new JsonLines(export.query().select(), out);
        var written = copy(connection, sql.text(), lines);
        lines.flush();
        return written;
    }

    /** Then the history need not be read. */
    private static boolean isLatest(Connection connection, Export export) throws SQLException {
        try (var statement = connection.prepareStatement("select version from dataset_head where dataset = ?")) {
            statement.setString(1, export.query().dataset().id().value());
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getLong(1) == export.version().number();
            }
        }
    }

    private static long copy(Connection connection, ExportSql.Settled sql, OutputStream out)
            throws SQLException, IOException {
        sql.settle(connection);
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql.text(), out);
    }
}
