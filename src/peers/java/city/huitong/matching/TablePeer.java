package city.huitong.matching;

import city.huitong.matching.columns.Population;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A database that has everybody's facts in one table, and is asked the SQL that policies are translated to. */
record TablePeer(Connection connection) {

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    static final String COLUMNS = Population.FACTS.entrySet().stream()
            .map(fact -> column(fact.getKey()) + " "
                    + switch (fact.getValue()) {
                        case BOOL -> "boolean";
                        case TEXT -> "text";
                        case INT, MONEY -> "bigint";
                        case DATE -> "date";
                        case NUMBER -> "double precision";
                    })
            .collect(Collectors.joining(", "));

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Out of everybody below a number, how many are eligible. */
    long hits(Policy policy) throws SQLException {
        var version = policy.versions().getFirst();
        var fragment = PolicySql.outcome(policy, version, Population.TODAY, TablePeer::column, 1);
        var named = PARAMETER
                .matcher(fragment.sql())
                .results()
                .map(each -> each.group(1))
                .toList();
        var sql = "select count(*) from facts where "
                + PARAMETER.matcher(fragment.sql()).replaceAll("?");
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < named.size(); i++) {
                statement.setObject(i + 1, fragment.parameters().get(Integer.parseInt(named.get(i)) - 1));
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** A line of CSV; what is missing is empty. */
    static String line(int person) {
        var facts = Population.facts(person);
        return Population.FACTS.keySet().stream()
                .map(fact -> plain(facts, fact))
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String plain(Map<String, city.huitong.expression.Value> facts, String fact) {
        return switch (facts.get(fact)) {
            case null -> "";
            case city.huitong.expression.Value.Bool(var holds) -> String.valueOf(holds);
            case city.huitong.expression.Value.Int(var number) -> String.valueOf(number);
            case city.huitong.expression.Value.Money(var fen) -> String.valueOf(fen);
            case city.huitong.expression.Value.Num(var number) -> String.valueOf(number);
            case city.huitong.expression.Value.Text(var text) -> text;
            case city.huitong.expression.Value.Day(var day) -> day.toString();
        };
    }

    static List<String> facts() {
        return List.copyOf(Population.FACTS.keySet());
    }

    private static String column(String fact) {
        return '"' + fact + '"';
    }
}
