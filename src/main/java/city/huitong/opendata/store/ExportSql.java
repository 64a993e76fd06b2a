package city.huitong.opendata.store;

import city.huitong.catalog.Field;
import city.huitong.catalog.SqlName;
import city.huitong.opendata.Export;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The statements of a file. {@code COPY} takes no parameters; what somebody asked is put into settings of the transaction, by parameters,
 * and the statement reads them from there.
 *
 * @param latest whether the version is the latest in the snapshot at hand
 */
record ExportSql(Export export, ZoneId zone, boolean latest) {

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final String SETTING = "huitong.p";

    /**
     * A statement whose parameters are settings.
     *
     * @param text names of the catalogue, operators and names of settings
     * @param parameters what the settings are to be, in their order
     */
    record Settled(String text, List<Object> parameters) {

        void settle(Connection connection) throws SQLException {
            try (var statement = connection.prepareStatement("select set_config(?, ?, true)")) {
                for (var i = 0; i < parameters.size(); i++) {
                    statement.setString(1, SETTING + (i + 1));
                    statement.setString(2, parameters.get(i).toString());
                    statement.execute();
                }
            }
        }
    }

    /** As comma-separated values with a header. */
    Settled csv() {
        return copy(select(ExportSql::csv), "format csv, header true");
    }

    /** As values for {@link JsonLines}. */
    Settled text() {
        return copy(select(ExportSql::csv), "format text");
    }

    /** As rows. */
    Settled values() {
        return settled(select(ExportSql::csv));
    }

    private QueryStatement select(Function<Field, String> shown) {
        return QuerySql.all(export, zone, latest, field -> shown.apply(field) + " as " + SqlName.quote(field.name()));
    }

    private static Settled copy(QueryStatement statement, String options) {
        var settled = settled(statement);
        return new Settled("copy (" + settled.text() + ") to stdout (" + options + ")", settled.parameters());
    }

    /** Names are quoted and have no dollar in them, so each dollar begins a parameter. Read once, and not for each row. */
    private static Settled settled(QueryStatement statement) {
        var text = PARAMETER
                .matcher(statement.text())
                .replaceAll(found -> "(select current_setting('" + SETTING + found.group(1) + "'))");
        return new Settled(text, statement.parameters());
    }

    private static String csv(Field field) {
        var column = RecordSql.column(field);
        return switch (field.type()) {
            case MONEY -> yuan(column);
            // As in JSON: ISO 8601 with the offset of the session's time zone.
            case TIMESTAMP -> "to_jsonb(" + column + ") #>> '{}'";
            default -> column;
        };
    }

    private static String yuan(String fen) {
        return "round(" + fen + "::numeric / 100, 2)";
    }
}
