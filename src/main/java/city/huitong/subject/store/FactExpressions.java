package city.huitong.subject.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.RecordScope;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.SqlTranslator;
import city.huitong.subject.SourcedFact;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Facts as SQL expressions over {@code r}, a subject's records in force.
 *
 * <p>Where the subject is the whole key there is one record at most, and a fact is read from it as it stands. Everywhere else
 * a fact is an aggregate over the subject's records; sorting a single record into an array would cost half of the statement.
 */
final class FactExpressions {

    /** A condition and the schema it was compiled against. */
    private record Condition(String schema, String source) {}

    /** Compiling costs more than a sub-batch; there are as many conditions as the catalogue has facts. */
    private static final ConcurrentHashMap<Condition, Expression> CONDITIONS = new ConcurrentHashMap<>();

    private final Dataset dataset;
    private final RecordTable records;
    private final LocalDate asOf;
    private final Parameters parameters;
    private final boolean oneRecord;

    FactExpressions(Dataset dataset, LocalDate asOf, Parameters parameters) {
        this.dataset = dataset;
        this.records = new RecordTable(dataset);
        this.asOf = asOf;
        this.parameters = parameters;
        this.oneRecord = records.hasOneRecordPerSubject();
    }

    /** The fact's value: of a closed register without a record what the definition says, else null where nothing is known. */
    String value(FactDefinition fact) {
        var none = fact.otherwise().isPresent() ? otherwise(fact) : "null";
        if (oneRecord) {
            return "case when " + counts(fact) + " then " + ofRecord(fact) + " else " + none + " end";
        }
        return "case when count(*)" + filter(fact) + " = 0 then " + none + " else " + ofRecords(fact) + " end";
    }

    /** Something of the newest record that counts for the fact. */
    String newest(FactDefinition fact, String what) {
        if (oneRecord) {
            return "case when " + counts(fact) + " then " + what + " end";
        }
        var order = fact.orderBy()
                .map(column -> "r." + SqlName.quote(column) + " desc nulls last, ")
                .orElse("");
        return "(array_agg(" + what + " order by " + order + "r." + RecordTable.RECORDED_AT + " desc, " + key()
                + " desc)" + filter(fact) + ")[1]";
    }

    /** Whether a record of the subject is in dispute. */
    String disputed(FactDefinition fact) {
        var holds = "r." + RecordTable.SHARD + " is not null"
                + fact.disputed().map(this::condition).orElse(" and false");
        return "coalesce(" + (oneRecord ? holds : "bool_or(" + holds + ")") + ", false)";
    }

    /** What holds where there is no record, as a parameter of the column's type. */
    String otherwise(FactDefinition fact) {
        var value = SourcedFact.plain(fact.otherwise().orElseThrow());
        return parameters.add(value) + cast(fact);
    }

    /** The record's key as text; where it names somebody, it holds the pseudonym. */
    String key() {
        return "concat_ws('/', " + qualified(records.keyColumns()) + ")";
    }

    private static String ofRecord(FactDefinition fact) {
        return switch (fact.derivation()) {
            case LATEST, MIN, MAX -> column(fact);
            case SUM -> column(fact) + cast(fact);
            case EXISTS -> "true";
            case COUNT -> "1::bigint";
        };
    }

    private String ofRecords(FactDefinition fact) {
        return switch (fact.derivation()) {
            case LATEST -> newest(fact, column(fact));
            case EXISTS -> "true";
            case COUNT -> "count(*)" + filter(fact);
            case SUM -> "(sum(" + column(fact) + ")" + filter(fact) + ")" + cast(fact);
            case MIN -> "min(" + column(fact) + ")" + filter(fact);
            case MAX -> "max(" + column(fact) + ")" + filter(fact);
        };
    }

    private String filter(FactDefinition fact) {
        return " filter (where " + counts(fact) + ")";
    }

    /** Whether a record counts for the fact; where the left join found none, its columns are null. */
    private String counts(FactDefinition fact) {
        return "r." + RecordTable.SHARD + " is not null"
                + fact.window().map(this::window).orElse("")
                + fact.where().map(this::condition).orElse("");
    }

    private String window(FactDefinition.Window window) {
        var day = "r." + SqlName.quote(window.on());
        var asOfParameter = parameters.add(asOf);
        var months = parameters.add(window.months());
        return " and " + day + " <= " + asOfParameter + "::date and " + day + " > (" + asOfParameter
                + "::date - make_interval(months => " + months + "::int))::date";
    }

    private String condition(String source) {
        var condition = CONDITIONS.computeIfAbsent(
                new Condition(dataset.schemaText(), source),
                _ -> new ExpressionCompiler().compile(source, RecordScope.of(dataset)));
        var fragment = SqlTranslator.translate(condition.root(), name -> "r." + SqlName.quote(name), parameters.next());
        parameters.addAll(fragment.parameters());
        return " and (" + fragment.sql() + ")";
    }

    private static String column(FactDefinition fact) {
        return "r." + SqlName.quote(fact.column().orElseThrow());
    }

    /** To the column's type; PostgreSQL adds bigints up to a numeric. */
    private static String cast(FactDefinition fact) {
        return "::" + fact.type().sqlType();
    }

    private static String qualified(List<String> columns) {
        return columns.stream().map(column -> "r." + column).collect(Collectors.joining(", "));
    }
}
