package city.huitong.subject.store;

import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.subject.FactValues;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads rows of kept facts: subject, household, the subject's facts, the household's facts. By position, as finding a column by
 * its name costs more than reading it.
 */
final class FactRowReader {

    private static final int SUBJECT = 0;
    private static final int HOUSEHOLD = 1;
    private static final int FIRST_FACT = 2;

    private static final String HOUSEHOLD_OF_PERSON = FactName.HOUSEHOLD_OF_PERSON.toString();

    /** A fact's name as evaluations know it, and its column. */
    private record Column(FactDefinition fact, String name, int position) {}

    private final List<Column> own;
    private final List<Column> ofHousehold;
    private final Set<String> unshared;

    FactRowReader(List<FactDefinition> own, List<FactDefinition> ofHousehold, Set<String> unshared) {
        this.unshared = unshared;
        this.own = columns(own, FIRST_FACT);
        this.ofHousehold = columns(ofHousehold, FIRST_FACT + own.size());
    }

    FactValues values(Row row) {
        Map<String, Value> values = HashMap.newHashMap(own.size() + ofHousehold.size());
        read(own, row, values);
        if (row.getValue(HOUSEHOLD) == null && values.containsKey(HOUSEHOLD_OF_PERSON)) {
            ofUnmentionedHousehold(values);
        } else {
            read(ofHousehold, row, values);
        }
        return new FactValues(new SubjectId(row.getUUID(SUBJECT)), values, unshared);
    }

    private static void read(List<Column> columns, Row row, Map<String, Value> values) {
        for (var column : columns) {
            FactRows.value(column.fact, row, column.position).ifPresent(value -> values.put(column.name, value));
        }
    }

    /**
     * A household no register has mentioned yet has the facts that closed registers say of all others. Of a person whose
     * household is not known, not even these are known.
     */
    private void ofUnmentionedHousehold(Map<String, Value> values) {
        for (var column : ofHousehold) {
            column.fact.otherwise().ifPresent(value -> values.put(column.name, value));
        }
    }

    private static List<Column> columns(List<FactDefinition> facts, int first) {
        return IntStream.range(0, facts.size())
                .mapToObj(i -> new Column(facts.get(i), facts.get(i).name().toString(), first + i))
                .toList();
    }
}
