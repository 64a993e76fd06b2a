package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.opendata.Export;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * A Parquet file, which DuckDB makes of the same records as CSV. Its end says where everything is, so it is written to disk first.
 *
 * <p>Columns: text, bigint, decimal or double for numbers, {@code decimal(18,2)} of yuan for money, boolean, date, timestamp in UTC;
 * arrays and objects as JSON text.
 *
 * @param mostBytes of what is written to disk
 */
record ParquetFile(Export export, long mostBytes) {

    private static final String MEMORY = "128MB";

    /** Writes records as CSV and says how many there were. */
    interface Csv {
        long write(OutputStream out) throws IOException;
    }

    long write(Csv records, OutputStream out) throws IOException {
        var folder = Files.createTempDirectory("huitong-export");
        try {
            var csv = folder.resolve("records.csv");
            var parquet = folder.resolve("records.parquet");
            var rows = csv(records, csv);
            convert(folder, csv, parquet);
            Files.copy(parquet, out);
            return rows;
        } finally {
            delete(folder);
        }
    }

    private long csv(Csv records, Path file) throws IOException {
        try (var out = BoundedFile.open(file, mostBytes)) {
            return records.write(out);
        }
    }

    private void convert(Path folder, Path csv, Path parquet) throws IOException {
        try (var duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var statement = duck.createStatement()) {
            statement.execute("set memory_limit = '" + MEMORY + "'");
            statement.execute("set temp_directory = '" + folder + "'");
            statement.execute("set threads = 1");
            statement.execute("set timezone = 'UTC'");
            statement.execute(
                    "copy (select * from read_csv('%s', header = true, auto_detect = false, delim = ',', quote = '\"',"
                                    .formatted(csv)
                            + " escape = '\"', allow_quoted_nulls = false, nullstr = '', columns = {" + columns()
                            + "})) to '%s' (format parquet, compression zstd)".formatted(parquet));
        } catch (SQLException failure) {
            throw new IOException("the file could not be written", failure);
        }
    }

    private String columns() {
        return export.query().select().stream()
                .map(field -> "'" + field.name() + "': '" + type(field) + "'")
                .collect(joining(", "));
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case INTEGER -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case MONEY -> "DECIMAL(18,2)";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case TEXT, JSON, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> "VARCHAR";
        };
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
