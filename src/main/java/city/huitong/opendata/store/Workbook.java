package city.huitong.opendata.store;

import static city.huitong.opendata.ExportFormat.MOST_SHEET_ROWS;
import static java.nio.charset.StandardCharsets.UTF_8;

import city.huitong.catalog.FieldType;
import city.huitong.opendata.Export;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * An Office Open XML workbook with one sheet, written row by row, to disk first.
 *
 * @param mostBytes of what is written to disk
 */
record Workbook(Export export, long mostBytes) {

    private static final String APPLICATION = "Huitong";
    private static final String VERSION = "1.0";
    private static final int FETCH_ROWS = 1_000;
    private static final int MOST_TEXT = 32_767;
    private static final String PROPERTIES = "docProps/core.xml";
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");

    /** Has a file written and says how many records it holds. */
    interface Rows {
        long write(Workbook workbook, Path file) throws IOException;
    }

    long write(Rows records, OutputStream out) throws IOException {
        var file = Files.createTempFile("huitong-export", ".xlsx");
        try {
            var rows = records.write(this, file);
            copy(file, out);
            return rows;
        } finally {
            Files.delete(file);
        }
    }

    /** Writes the file. */
    long write(Connection connection, ExportSql.Settled sql, Path file) throws SQLException, IOException {
        sql.settle(connection);
        try (var statement = connection.createStatement();
                var out = BoundedFile.open(file, mostBytes);
                var workbook = new org.dhatim.fastexcel.Workbook(out, APPLICATION, VERSION)) {
            statement.setFetchSize(FETCH_ROWS);
            var sheet = workbook.newWorksheet(export.query().dataset().id().value());
            header(sheet);
            try (var rows = statement.executeQuery(sql.text())) {
                return rows(sheet, rows);
            }
        }
    }

    /** With the time of the version instead of the present one, so that the same export is the same file. */
    private void copy(Path file, OutputStream out) throws IOException {
        var at = export.version().at();
        try (var from = new ZipFile(file.toFile())) {
            var to = new ZipOutputStream(out);
            for (var entries = from.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
                to.putNextEntry(copy);
                try (var content = from.getInputStream(entry)) {
                    if (entry.getName().equals(PROPERTIES)) {
                        to.write(dated(content.readAllBytes(), at));
                    } else {
                        content.transferTo(to);
                    }
                }
                to.closeEntry();
            }
            to.finish();
        }
    }

    private static byte[] dated(byte[] properties, Instant at) {
        return MOMENT.matcher(new String(properties, UTF_8))
                .replaceAll(at.toString())
                .getBytes(UTF_8);
    }

    private void header(Worksheet sheet) {
        var column = 0;
        for (var field : export.query().select()) {
            sheet.value(0, column++, field.name());
        }
    }

    private long rows(Worksheet sheet, ResultSet rows) throws SQLException, IOException {
        var row = 0;
        while (rows.next()) {
            row++;
            if (row > MOST_SHEET_ROWS) {
                throw new IOException("a sheet has no more rows");
            }
            row(sheet, row, rows);
            if (row % FETCH_ROWS == 0) {
                sheet.flush();
            }
        }
        return row;
    }

    private void row(Worksheet sheet, int row, ResultSet values) throws SQLException {
        var fields = export.query().select();
        for (var column = 0; column < fields.size(); column++) {
            cell(sheet, row, column, fields.get(column).type(), values);
        }
    }

    /** Days and moments stay text: a spreadsheet has no offsets and begins its days in 1900. */
    private static void cell(Worksheet sheet, int row, int column, FieldType type, ResultSet values)
            throws SQLException {
        switch (type) {
            case INTEGER, NUMBER, MONEY -> number(sheet, row, column, values.getBigDecimal(column + 1));
            case BOOLEAN -> truth(sheet, row, column, values);
            default -> text(sheet, row, column, values.getString(column + 1));
        }
    }

    private static void number(Worksheet sheet, int row, int column, @Nullable BigDecimal number) {
        if (number != null) {
            sheet.value(row, column, number);
        }
    }

    private static void truth(Worksheet sheet, int row, int column, ResultSet values) throws SQLException {
        var truth = values.getBoolean(column + 1);
        if (!values.wasNull()) {
            sheet.value(row, column, truth);
        }
    }

    private static void text(Worksheet sheet, int row, int column, @Nullable String text) {
        if (text != null) {
            // Shared texts would be kept until the end.
            sheet.inlineString(row, column, text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text);
        }
    }
}
