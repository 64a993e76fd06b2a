package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.RelatedQuery;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Questions for the records of several keys as one statement: PostgreSQL goes through the keys and reads a page for each by an index. Keys
 * are sent as text, since arrays of each type would make as many statements.
 */
final class RelatedSql {

    /** In rows of pages: the number of the key, from 1; the version, null where one was asked for; whether there is a record. */
    static final int KEY_COLUMN = 0;

    static final int VERSION_COLUMN = 1;
    static final int THERE_COLUMN = 2;

    private final RelatedQuery question;
    private final RecordSql sql;

    private RelatedSql(RelatedQuery question, ZoneId zone) {
        this.question = question;
        this.sql = new RecordSql(question.query().dataset(), zone);
    }

    /** A page for each key, of the latest version or another. */
    static QueryStatement pages(RelatedQuery question, Optional<DataVersion> version, ZoneId zone) {
        return new RelatedSql(question, zone).pages(version);
    }

    /** How many records there are for each key. */
    static QueryStatement counts(RelatedQuery question, DataVersion version, ZoneId zone) {
        return new RelatedSql(question, zone).counts(version);
    }

    /** A statement for the keys of another question, which is otherwise the same: keys are the first parameters. */
    static QueryStatement forKeys(QueryStatement statement, RelatedQuery question) {
        var matching = question.matching().size();
        var others = statement.parameters().stream().skip(matching);
        var keys = IntStream.range(0, matching).<Object>mapToObj(i -> texts(question, i));
        return new QueryStatement(statement.text(), Stream.concat(keys, others).toList());
    }

    private QueryStatement pages(Optional<DataVersion> version) {
        var query = question.query();
        var keyset = sql.keyset(query);
        var keys = keys();
        var head = version.isPresent() ? "(select null::bigint as version) h" : sql.head();
        var from = version.map(sql::asOf).orElseGet(sql::inForce);
        var page = "select " + sql.records(query, from) + " and " + match() + keyset.orderBy()
                + RecordSql.limit(query.limit());
        return sql.statement("select k.n, h.version, p.* from " + keys + " cross join " + head
                + " left join lateral (" + page + ") p on true"
                + keyset.orderBy(i -> "p.o" + i).replaceFirst("order by ", "order by k.n, "));
    }

    private QueryStatement counts(DataVersion version) {
        var keys = keys();
        return sql.statement("select (select count(*) from " + sql.asOf(version)
                + sql.where(question.query().where()) + " and " + match() + ") from " + keys + " order by k.n");
    }

    private String keys() {
        var arrays = each(i -> sql.bind(texts(question, i)) + "::text[]");
        var columns = each(i -> "v" + i);
        var typed = each(i -> "v" + i + "::" + field(i).type().sqlType() + " as k" + i);
        return "(select n::int as n, " + typed + " from unnest(" + arrays + ") with ordinality u(" + columns
                + ", n)) k";
    }

    private String match() {
        return IntStream.range(0, question.matching().size())
                .mapToObj(i -> RecordSql.column(field(i)) + " = k.k" + i)
                .collect(joining(" and "));
    }

    private Field field(int i) {
        return question.matching().get(i);
    }

    private static String[] texts(RelatedQuery question, int i) {
        return question.keys().stream()
                .map(key -> List.copyOf(key).get(i).toString())
                .toArray(String[]::new);
    }

    private String each(IntFunction<String> one) {
        return IntStream.range(0, question.matching().size()).mapToObj(one).collect(joining(", "));
    }
}
