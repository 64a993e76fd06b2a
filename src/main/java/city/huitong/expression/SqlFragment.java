package city.huitong.expression;

import java.util.List;

/**
 * A condition or amount as PostgreSQL.
 *
 * @param sql holds column names, operators and {@code $n}; never a constant of the expression
 * @param parameters what {@code $n} stand for, in order: Boolean, Long (also fen), Double, String, LocalDate
 */
public record SqlFragment(String sql, List<Object> parameters) {

    public SqlFragment {
        parameters = List.copyOf(parameters);
    }
}
