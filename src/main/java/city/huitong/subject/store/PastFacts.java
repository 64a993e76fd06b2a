package city.huitong.subject.store;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.subject.FactValues;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Facts of some subjects as they were known at an earlier time; of a person those of the household of then. */
final class PastFacts {

    private static final String HOUSEHOLD_OF_PERSON = FactName.HOUSEHOLD_OF_PERSON.toString();

    private final Catalog catalog;
    private final Moment moment;

    PastFacts(Catalog catalog, Moment moment) {
        this.catalog = catalog;
        this.moment = moment;
    }

    /** One dataset after the other: each has a statement of its own. */
    Uni<Map<UUID, Map<String, Value>>> read(SqlTx tx, List<FactDefinition> facts, Collection<SubjectId> subjects) {
        var found = new HashMap<UUID, Map<String, Value>>();
        var byDataset = facts.stream()
                .collect(Collectors.groupingBy(FactDefinition::dataset, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(subjects.isEmpty() ? List.<List<FactDefinition>>of() : byDataset.values())
                .onItem()
                .transformToUniAndConcatenate(some -> read(tx, some, subjects, found))
                .onItem()
                .ignoreAsUni()
                .replaceWith(found);
    }

    private Uni<Void> read(
            SqlTx tx, List<FactDefinition> facts, Collection<SubjectId> subjects, Map<UUID, Map<String, Value>> found) {
        Dataset dataset = catalog.requireDataset(facts.getFirst().dataset());
        var sql = FactSql.knownThen(dataset, facts, subjects, moment);
        return tx.connection()
                .preparedQuery(sql.text())
                .execute(Parameters.tuple(sql.parameters()))
                .invoke(rows -> rows.forEach(row -> add(facts, row, found)))
                .replaceWithVoid();
    }

    private static void add(List<FactDefinition> facts, Row row, Map<UUID, Map<String, Value>> found) {
        var values = found.computeIfAbsent(row.getUUID("subject"), _ -> new HashMap<>());
        for (int i = 0; i < facts.size(); i++) {
            var name = facts.get(i).name().toString();
            FactRows.value(facts.get(i), row, i + 1).ifPresent(value -> values.put(name, value));
        }
    }

    /** Adds to each person the facts of the household; of whom the household is not known, not even these are. */
    Uni<Map<UUID, Map<String, Value>>> withHouseholds(
            SqlTx tx, List<FactDefinition> facts, Map<UUID, Map<String, Value>> people) {
        if (facts.isEmpty()) {
            return Uni.createFrom().item(people);
        }
        var households = people.values().stream()
                .flatMap(values -> household(values).stream())
                .distinct()
                .toList();
        return read(tx, facts, households).map(found -> {
            people.values()
                    .forEach(values -> household(values)
                            .ifPresent(household -> values.putAll(found.getOrDefault(household.value(), Map.of()))));
            return people;
        });
    }

    private static Optional<SubjectId> household(Map<String, Value> values) {
        return Optional.ofNullable(values.get(HOUSEHOLD_OF_PERSON))
                .map(value -> new SubjectId(UUID.fromString(((Value.Text) value).value())));
    }

    /** In the order of the subjects. */
    List<FactValues> of(List<SubjectId> subjects, Map<UUID, Map<String, Value>> values) {
        return subjects.stream()
                .map(subject -> new FactValues(
                        subject, values.getOrDefault(subject.value(), Map.of()), catalog.unsharedFacts()))
                .toList();
    }
}
